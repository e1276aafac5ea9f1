/** Who a party is to an object: handles the employer that it belongs to, or is the applicant whom it is about. */
export type Party = 'handler' | 'applicant';
/** The office, by role. */
export type Officer = 'front' | 'back' | 'decider' | 'supervisor' | 'inspector' | 'admin';

/** What a route is about. Nobody can tell another's from one that never was. */
export type ObjectName =
  | 'nothing'
  | 'list'
  | 'draft'
  | 'filed'
  | 'inReview'
  | 'inConclusion'
  | 'announced'
  | 'refused'
  | 'issued'
  | 'draftDocument'
  | 'document'
  | 'letter'
  | 'question'
  | 'seats'
  | 'agreed'
  | 'receipt'
  | 'employer'
  | 'invitation'
  | 'handler'
  | 'permit'
  | 'card'
  | 'inquiry'
  | 'help'
  | 'visit'
  | 'notice'
  | 'undelivered'
  | 'person'
  | 'enterprise'
  | 'matter'
  | 'record'
  | 'partner'
  | 'partnerKey'
  | 'training'
  | 'practice'
  | 'attempt'
  | 'bulletin'
  | 'sample'
  | 'sampled'
  | 'dataRequest'
  | 'effect'
  | 'policyDraft'
  | 'import'
  | 'certificate'
  | 'leave'
  | 'quota';

/**
 * A line of the table: what is asked about, and who may. `own` may where it is theirs: whatever is not answers them 404,
 * as if it were not there. `sees` are those who may look at it, but not do this: 403 where it is, 404 where it is not. `any`
 * of the office may with everybody's; `hidden` find none such (404), though they may find others on this route.
 * Everybody else who signed in is told 403, whatever there is, and who did not 401.
 */
export type Line = {
  about: ObjectName;
  own?: readonly Party[];
  sees?: readonly (Party | Officer)[];
  any?: readonly Officer[];
  hidden?: readonly (Party | Officer)[];
  /** `open`: nobody signs in. `known`: who names its number and code. `partner`: who signs with a partner's key. */
  to?: 'open' | 'known' | 'partner';
  /** Done by officers of the service window that has it, or by those who lead. */
  atWindow?: true;
  /** Which body is sent, where what it says decides who may. */
  says?: string;
  /** What is answered where another's, or what never was, stands in the body or the query: 400, or an empty list. */
  otherwise?: 'invalid-request' | 'nothing';
  /** Whoever holds no role any more may ask all the same. */
  evenEnded?: true;
  why: string;
};

const parties = ['handler', 'applicant'] as const;
const officers = ['front', 'back', 'decider', 'supervisor'] as const;
const leaders = ['supervisor', 'admin'] as const;
const deciding = ['decider', 'supervisor'] as const;
const permitReaders = ['inspector', 'supervisor', 'decider'] as const;
const desk = ['front', 'back', 'supervisor'] as const;
const atDesk = ['front', 'supervisor'] as const;

/** Public by law or by design: the guide, the rules, the keys, what is published. */
const open = (why: string): Line => ({ about: 'nothing', to: 'open', why });
const case_ = 'Parties see their own case, officers who work on cases every one that was filed (回避 apart)';
const files = 'Who files a case acts on it: here the employer; its applicant looks on';
const led = 'Who leads the office, and who administers the zone';

/** Who may do what: every route of the interface with what it is about. */
export const whoMay: Readonly<Record<string, readonly Line[]>> = {
  // The zone, open to all
  readZone: [open('What the zone is and does')],
  readGuide: [open('The service guide (art. 30)')],
  readOpenApi: [open('The description of the interface')],
  foreseeCase: [open('What a case would need; nothing of it is kept')],
  readPointsTable: [open('The published points')],
  assess: [open('Self-assessment; nothing of it is kept')],
  readKeys: [open('Keys to check a QR with')],
  readStatusList: [open('Whether a QR still holds, without saying whose it is')],
  readCalendar: [open('The official calendar')],
  listBulletins: [open('Published figures')],
  readBulletin: [open('Published figures')],
  readCreditRules: [open('The rules by which credit is counted')],
  readTalentsNotice: [open('What the database of talents holds')],
  listStations: [open('Where help is to be had')],
  readVisitOffer: [open('What one visit covers')],
  listServiceWindows: [open('Where one can file; the queues only for the office')],
  readPublishedList: [open('What is published of the lists; everything only for officers')],
  verify: [open('Whoever is shown a QR may look it up; what it tells goes by role')],
  askInquiry: [open('Anybody may ask')],
  followInquiry: [{ about: 'question', to: 'known', why: 'Who has its code, or asked it signed in' }],
  followApplication: [{ about: 'receipt', to: 'known', why: 'Who has the number and the code' }],

  // An application and its parties
  createApplication: [
    {
      about: 'employer',
      own: ['handler'],
      hidden: ['applicant'],
      otherwise: 'invalid-request',
      why: 'For an employer that one handles',
    },
  ],
  listApplications: [
    { about: 'list', own: parties, why: 'Nothing but one’s own' },
    {
      about: 'employer',
      own: ['handler'],
      hidden: ['applicant'],
      says: 'of that employer',
      otherwise: 'nothing',
      why: 'Another’s employer has none for them',
    },
  ],
  listPermits: [
    { about: 'list', own: parties, why: 'Nothing but one’s own' },
    {
      about: 'employer',
      own: ['handler'],
      hidden: ['applicant'],
      says: 'of that employer',
      otherwise: 'nothing',
      why: 'Another’s employer has none for them',
    },
  ],
  readApplication: [
    { about: 'filed', own: parties, any: officers, why: case_ },
    { about: 'draft', own: parties, hidden: officers, why: 'What was not filed is nobody’s but its parties’' },
  ],
  readTimeline: [
    { about: 'filed', own: parties, any: officers, why: case_ },
    { about: 'draft', own: parties, hidden: officers, why: 'What was not filed is nobody’s but its parties’' },
  ],
  readGuidance: [
    { about: 'filed', own: parties, any: officers, why: case_ },
    { about: 'draft', own: parties, hidden: officers, why: 'What was not filed is nobody’s but its parties’' },
  ],
  saveApplication: [{ about: 'draft', own: parties, why: 'Both parties fill in the form' }],
  discardApplication: [{ about: 'draft', own: ['handler'], sees: ['applicant'], why: files }],
  submitApplication: [{ about: 'draft', own: ['handler'], sees: ['applicant'], why: files }],
  withdrawApplication: [{ about: 'filed', own: ['handler'], sees: ['applicant'], why: files }],
  recallApplication: [{ about: 'filed', own: ['handler'], sees: ['applicant'], why: files }],
  replyToIntention: [{ about: 'announced', own: parties, why: 'Both parties are heard (art. 36)' }],
  addDocument: [{ about: 'draft', own: parties, why: 'Both parties bring papers' }],
  completeDocument: [{ about: 'draftDocument', own: parties, why: 'Both parties bring papers' }],
  removeDocument: [{ about: 'draftDocument', own: parties, why: 'Both parties bring papers' }],
  readDocument: [
    { about: 'document', own: parties, any: officers, why: case_ },
    { about: 'draftDocument', own: parties, hidden: officers, why: 'What was not filed is its parties’ alone' },
  ],
  listLetters: [{ about: 'issued', own: parties, any: officers, why: case_ }],
  readLetter: [{ about: 'letter', own: parties, any: officers, why: case_ }],

  // The office and its cases
  readQueue: [
    {
      about: 'list',
      any: ['front', 'supervisor'],
      sees: ['back', 'decider'],
      why: 'Each office its own queue (here: preliminary review)',
    },
  ],
  claimApplication: [
    {
      about: 'filed',
      any: ['front'],
      sees: ['back', ...deciding],
      atWindow: true,
      why: 'Who works the stage (front office)',
    },
  ],
  releaseApplication: [{ about: 'filed', any: officers, why: 'What one has claimed' }],
  decidePreliminaryReview: [{ about: 'filed', any: ['front'], atWindow: true, why: 'Front office' }],
  recommend: [{ about: 'inReview', any: ['back'], atWindow: true, why: 'Back office' }],
  conclude: [
    {
      about: 'inConclusion',
      any: ['decider'],
      sees: ['supervisor'],
      atWindow: true,
      why: 'Whom the procedure names, never the reviewer (art. 34)',
    },
  ],
  pauseApplication: [
    { about: 'inReview', any: ['back'], sees: deciding, atWindow: true, why: 'The office that works the stage' },
  ],
  resumeApplication: [
    {
      about: 'inReview',
      any: ['back', 'supervisor'],
      sees: ['decider'],
      atWindow: true,
      why: 'The office that works the stage; a supervisor',
    },
  ],
  extendTime: [{ about: 'inReview', any: ['supervisor'], why: 'The head of the office approves it (art. 42)' }],
  reviewAgain: [{ about: 'inConclusion', any: ['supervisor'], why: 'Supervision' }],
  reopenApplication: [{ about: 'refused', any: ['supervisor'], why: 'Supervision (art. 69)' }],
  moveApplication: [
    {
      about: 'filed',
      any: ['front', 'supervisor'],
      sees: ['back', 'decider'],
      atWindow: true,
      why: 'The office and window that has it, or who leads',
    },
  ],
  previewLetter: [{ about: 'filed', any: officers, why: 'Who may write the letter' }],
  readReadyTexts: [{ about: 'filed', any: officers, why: 'Words for who writes to the parties' }],
  summariseApplication: [{ about: 'issued', any: leaders, why: led }],
  replayApplication: [{ about: 'issued', any: leaders, why: led }],
  rehearse: [{ about: 'list', any: leaders, why: led }],

  // Permits
  readPermit: [{ about: 'permit', own: parties, any: permitReaders, why: 'Holder, employer, who looks at permits' }],
  readCardSvg: [{ about: 'permit', own: parties, any: permitReaders, why: 'As the permit' }],
  readCardPdf: [{ about: 'permit', own: parties, any: permitReaders, why: 'As the permit' }],
  readCardPng: [{ about: 'permit', own: parties, any: permitReaders, why: 'As the permit' }],
  suspendPermit: [{ about: 'permit', any: deciding, why: 'Who may grant may suspend' }],
  reinstatePermit: [{ about: 'permit', any: deciding, why: 'Who may grant may reinstate' }],
  revokePermit: [{ about: 'permit', any: deciding, why: 'Who may grant may revoke (art. 69)' }],
  readReminders: [{ about: 'permit', own: parties, any: permitReaders, why: 'As the permit' }],
  stateResidence: [{ about: 'permit', own: parties, any: ['supervisor'], why: 'Holder, employer, or on their word' }],

  // Employers
  registerEmployer: [{ about: 'list', own: ['handler'], why: 'Whoever signs in for an employer' }],
  listEmployers: [{ about: 'list', own: ['handler'], why: 'Nothing but one’s own' }],
  readEmployer: [{ about: 'employer', own: ['handler'], any: ['supervisor'], why: 'Its handlers, and who supervises' }],
  updateEmployer: [{ about: 'employer', own: ['handler'], why: 'Its handlers' }],
  inviteHandler: [
    { about: 'employer', own: ['handler'], any: ['supervisor'], why: 'Its handlers; a supervisor with a reason' },
  ],
  acceptInvitation: [{ about: 'invitation', own: ['handler'], why: 'Whoever is invited, by verified address' }],
  removeHandler: [{ about: 'handler', own: ['handler'], why: 'Its handlers' }],

  // Questions, training and practice
  listInquiries: [{ about: 'list', own: parties, any: desk, why: 'One’s own; the desk all' }],
  readInquiry: [{ about: 'inquiry', own: parties, any: desk, why: 'Who asked; the desk' }],
  handleInquiry: [{ about: 'inquiry', any: desk, why: 'The desk' }],
  logInquiry: [{ about: 'list', any: atDesk, why: 'Who sits at the window and the telephone' }],
  listStandardAnswers: [{ about: 'list', any: desk, why: 'The desk' }],
  keepStandardAnswer: [{ about: 'list', any: atDesk, why: 'The front office words them' }],
  logConsultation: [{ about: 'list', any: atDesk, why: 'Who advised' }],
  listConsultations: [{ about: 'list', any: desk, why: 'The desk' }],
  planTraining: [{ about: 'list', any: atDesk, why: 'Who trains employers' }],
  listTrainings: [
    { about: 'list', own: ['handler'], any: desk, why: 'Employers may come; who comes only the desk sees' },
  ],
  readTraining: [
    { about: 'training', own: ['handler'], any: desk, why: 'Employers may come; who comes only the desk sees' },
  ],
  takeSeats: [
    { about: 'seats', own: ['handler'], otherwise: 'invalid-request', why: 'For an employer that one handles' },
  ],
  closeTraining: [{ about: 'training', any: atDesk, why: 'Who trains employers' }],
  listPractice: [{ about: 'list', any: officers, why: 'Officers train' }],
  startAttempt: [{ about: 'practice', any: officers, why: 'Officers train' }],
  handInAnswer: [
    { about: 'attempt', any: ['back'], hidden: ['front', 'decider', 'supervisor'], why: 'Whose attempt it is' },
  ],
  listStaffAssessments: [{ about: 'list', any: officers, why: 'One’s own; a supervisor those of all' }],

  // Those who lead
  readSelf: [
    {
      about: 'list',
      own: parties,
      any: [...officers, 'inspector', 'admin'],
      evenEnded: true,
      why: 'Everybody who they are to the zone',
    },
  ],
  readDelegation: [{ about: 'list', any: [...officers, 'admin'], why: 'Everybody who acts under it' }],
  suspendDelegation: [{ about: 'list', any: leaders, why: led }],
  restoreDelegation: [{ about: 'list', any: leaders, why: led }],
  listReferred: [{ about: 'list', any: leaders, why: led }],
  listStaffRoles: [{ about: 'list', any: leaders, why: led }],
  endRole: [{ about: 'list', any: leaders, why: led }],
  reinstateRole: [{ about: 'list', any: leaders, why: led }],
  listLeave: [
    { about: 'list', any: [...officers, 'admin'], why: 'Who is away and who stands in concerns all who work' },
  ],
  recordLeave: [{ about: 'list', any: leaders, why: led }],
  endLeave: [{ about: 'leave', any: leaders, why: led }],
  readOwnWindows: [{ about: 'list', any: officers, why: 'One’s own windows' }],
  listStaffWindows: [{ about: 'list', any: leaders, why: led }],
  assignWindows: [{ about: 'list', any: leaders, why: led }],
  listQuotas: [
    { about: 'list', any: ['supervisor', 'admin', 'decider', 'inspector'], why: 'Who decides, leads, inspects' },
  ],
  readQuota: [
    { about: 'quota', any: ['supervisor', 'admin', 'decider', 'inspector'], why: 'Who decides, leads, inspects' },
  ],
  changeQuota: [{ about: 'list', any: leaders, why: led }],
  correctBulletin: [{ about: 'bulletin', any: ['supervisor'], why: 'Supervision' }],
  readReport: [{ about: 'list', any: ['supervisor'], why: 'Supervision' }],
  drawSample: [{ about: 'list', any: ['supervisor'], why: 'Supervision' }],
  listSamples: [{ about: 'list', any: officers, why: 'Those to whom a second look is assigned' }],
  readSample: [{ about: 'sample', any: officers, why: 'Those to whom a second look is assigned' }],
  assignSecondLook: [{ about: 'sampled', any: ['supervisor'], why: 'Supervision' }],
  recordFinding: [{ about: 'sampled', any: officers, why: 'Whoever has the second look' }],
  listReadings: [{ about: 'list', any: ['inspector', 'supervisor'], why: 'Who audits who read what' }],

  // Data about persons
  readMyData: [{ about: 'list', own: ['applicant'], why: 'One’s own (PIPL art. 45)' }],
  exportMyData: [{ about: 'list', own: ['applicant'], why: 'One’s own (PIPL art. 45)' }],
  requestOfMyData: [{ about: 'list', own: ['applicant'], why: 'About oneself (PIPL arts. 46, 47)' }],
  listDataRequests: [{ about: 'list', any: leaders, why: led }],
  openDataRequest: [{ about: 'list', any: leaders, why: led }],
  readDataRequest: [{ about: 'dataRequest', any: leaders, why: led }],
  proposeOnDataRequest: [{ about: 'dataRequest', any: leaders, why: led }],
  decideDataRequest: [{ about: 'dataRequest', any: leaders, why: led }],
  sendDataRequestBack: [{ about: 'dataRequest', any: leaders, why: led }],

  // Upkeep, keys, policies, imports
  listEffects: [{ about: 'list', any: leaders, why: led }],
  deliverEffect: [
    {
      about: 'list',
      any: leaders,
      why: 'Who leads or administers; one that was delivered is gone, so none is unknown',
    },
  ],
  listEndedExecutions: [{ about: 'list', any: leaders, why: led }],
  listUnattended: [{ about: 'list', any: leaders, why: led }],
  restartExecution: [{ about: 'issued', any: leaders, why: led }],
  listRedrives: [{ about: 'list', any: leaders, why: led }],
  listSigningKeys: [{ about: 'list', any: leaders, why: led }],
  reissueUnderPresentKey: [{ about: 'list', any: ['admin'], why: 'Who administers the keys, which are public' }],
  readZoneFile: [{ about: 'list', any: leaders, why: led }],
  readPolicyInForce: [{ about: 'list', any: leaders, why: led }],
  listPolicyDrafts: [{ about: 'list', any: leaders, why: led }],
  createPolicyDraft: [{ about: 'list', any: leaders, why: led }],
  readPolicyDraft: [{ about: 'policyDraft', any: leaders, why: led }],
  savePolicyDraft: [{ about: 'policyDraft', any: leaders, why: led }],
  rehearsePolicyDraft: [{ about: 'policyDraft', any: leaders, why: led }],
  approvePolicyDraft: [{ about: 'policyDraft', any: leaders, why: 'Another than who wrote it' }],
  publishPolicyDraft: [{ about: 'policyDraft', any: leaders, why: led }],
  withdrawPolicyDraft: [{ about: 'policyDraft', any: leaders, why: led }],
  readPublication: [{ about: 'policyDraft', any: leaders, why: led }],
  listPolicyDraftEvents: [{ about: 'policyDraft', any: leaders, why: led }],
  listImportKinds: [{ about: 'list', any: leaders, why: led }],
  createImport: [{ about: 'list', any: leaders, why: led }],
  listImports: [{ about: 'list', any: leaders, why: led }],
  readImport: [{ about: 'import', any: leaders, why: led }],
  startImport: [{ about: 'import', any: leaders, why: led }],
  cancelImport: [{ about: 'import', any: leaders, why: led }],
  listImportProblems: [{ about: 'import', any: leaders, why: led }],

  // Notices
  readInbox: [{ about: 'list', own: parties, any: [...officers, 'inspector', 'admin'], why: 'One’s own' }],
  markNoticeRead: [
    { about: 'notice', own: parties, hidden: [...officers, 'inspector', 'admin'], why: 'One’s own; nobody else’s' },
  ],
  listUndelivered: [{ about: 'list', any: leaders, why: led }],
  resendNotice: [{ about: 'undelivered', any: leaders, why: led }],

  // Merchant cards and partners
  listMerchantCards: [{ about: 'list', own: ['applicant'], why: 'Nothing but one’s own' }],
  readMerchantCard: [
    { about: 'card', own: ['applicant'], any: [...officers, 'inspector'], why: 'Its holder, officers, who inspects' },
  ],
  drawMerchantCard: [{ about: 'card', own: ['applicant'], any: officers, why: 'Its holder; officers' }],
  reportMerchantCardLost: [
    { about: 'card', own: ['applicant'], any: officers, why: 'Its holder; officers on their word' },
  ],
  reissueMerchantCard: [{ about: 'card', any: officers, why: 'An officer who saw holder and passport' }],
  changeMerchantCardService: [
    { about: 'card', any: officers, why: 'The officers whom the zone names for the service' },
  ],
  noteMerchantCardStay: [{ about: 'card', any: officers, why: 'Officers' }],
  suspendMerchantCard: [{ about: 'card', any: deciding, why: 'Who may grant may suspend' }],
  reinstateMerchantCard: [{ about: 'card', any: deciding, why: 'Who may grant may reinstate' }],
  endMerchantCard: [{ about: 'card', any: deciding, why: 'Who may grant may end' }],
  registerPartner: [{ about: 'list', any: ['admin'], why: 'Who administers the zone lets partners in' }],
  listPartners: [{ about: 'list', any: leaders, why: led }],
  readPartner: [{ about: 'partner', any: leaders, why: led }],
  changePartner: [{ about: 'partner', any: ['admin'], why: 'Who administers the zone lets partners in' }],
  addPartnerKey: [{ about: 'partner', any: ['admin'], why: 'Who administers the zone lets partners in' }],
  revokePartnerKey: [{ about: 'partnerKey', any: ['admin'], why: 'Who administers the zone lets partners in' }],
  readPartnerUses: [{ about: 'partner', any: leaders, why: led }],
  checkCard: [{ about: 'nothing', to: 'partner', why: 'A registered partner, by signature (RFC 9421)' }],

  // Certificates of before, talents
  findCertificates: [{ about: 'list', any: officers, why: 'Who works on cases' }],
  listCertificates: [{ about: 'list', any: officers, why: 'Who works on cases' }],
  readCertificate: [{ about: 'certificate', any: officers, why: 'Who works on cases' }],
  verifyCertificate: [{ about: 'list', any: ['inspector', 'front', 'supervisor'], why: 'Who is shown a paper' }],
  correctCertificate: [{ about: 'certificate', any: ['supervisor'], why: 'Supervision' }],
  revokeCertificate: [{ about: 'certificate', any: ['supervisor'], why: 'Supervision' }],
  searchTalents: [{ about: 'list', any: ['supervisor', 'back', 'decider'], why: 'Whom the zone file names' }],
  readTalent: [{ about: 'person', any: ['supervisor', 'back', 'decider'], why: 'Whom the zone file names' }],
  readTalentObjection: [
    { about: 'person', own: ['applicant'], any: atDesk, why: 'The holder; the desk on their word' },
  ],
  objectToTalents: [{ about: 'person', own: ['applicant'], any: atDesk, why: 'The holder; the desk on their word' }],
  withdrawTalentObjection: [
    { about: 'person', own: ['applicant'], any: atDesk, why: 'The holder; the desk on their word' },
  ],

  // Credit
  readCreditMatters: [{ about: 'list', any: ['back', ...deciding], why: 'Who may decide them' }],
  readCredit: [
    { about: 'person', own: parties, any: officers, why: 'The person; its employer a part; officers' },
    {
      about: 'enterprise',
      own: ['handler'],
      hidden: ['applicant'],
      any: officers,
      why: 'Who handles the enterprise; officers',
    },
  ],
  readCreditHistory: [
    { about: 'person', own: ['applicant'], sees: ['handler'], any: officers, why: 'The person; officers' },
    {
      about: 'enterprise',
      own: ['handler'],
      hidden: ['applicant'],
      any: officers,
      why: 'Who handles the enterprise; officers',
    },
  ],
  addCreditRecord: [{ about: 'person', any: ['front', 'back'], why: 'Who was given the paper behind it' }],
  openCreditMatter: [
    {
      about: 'person',
      any: ['back', ...deciding],
      sees: ['applicant', 'handler', 'front'],
      says: 'listing',
      why: 'Who may put somebody on a list',
    },
    {
      about: 'record',
      own: ['applicant'],
      sees: ['handler', ...officers],
      says: 'objection',
      why: 'Only the subject objects',
    },
  ],
  decideCreditMatter: [{ about: 'matter', any: ['back', ...deciding], why: 'Another officer than who opened it' }],
  consentToCredit: [{ about: 'person', own: ['applicant'], why: 'The person alone' }],
  readCaseCredit: [{ about: 'filed', own: parties, any: officers, why: case_ }],
  countCaseCredit: [{ about: 'inReview', any: ['back', ...deciding], why: 'Who works on it after acceptance' }],

  // Help and visits
  requestHelp: [
    {
      about: 'filed',
      own: parties,
      otherwise: 'invalid-request',
      why: 'Employers and foreigners, about what is their own',
    },
  ],
  listHelp: [{ about: 'list', own: parties, any: atDesk, why: 'One’s own; who helps all' }],
  readHelp: [
    {
      about: 'help',
      own: ['applicant'],
      hidden: ['handler'],
      any: atDesk,
      why: 'Who asked, who is accused once invited; who helps',
    },
  ],
  actOnHelp: [
    { about: 'help', any: atDesk, sees: ['applicant'], hidden: ['handler'], says: 'claim', why: 'Who helps takes it' },
    {
      about: 'help',
      own: ['applicant'],
      sees: atDesk,
      hidden: ['handler'],
      says: 'withdraw',
      why: 'Who asked takes it back',
    },
  ],
  readAgreement: [
    { about: 'agreed', own: ['applicant'], hidden: ['handler'], any: atDesk, why: 'Who agreed; who helps' },
  ],
  readHelpStatistics: [{ about: 'list', any: ['supervisor'], why: 'Supervision' }],
  listSlots: [{ about: 'list', own: parties, any: ['front'], why: 'Who books, who receives' }],
  bookVisit: [{ about: 'inReview', own: parties, otherwise: 'invalid-request', why: 'For one’s own applications' }],
  listVisits: [{ about: 'list', own: parties, any: atDesk, why: 'One’s own; the front office the day’s' }],
  readVisit: [
    { about: 'visit', own: ['handler'], hidden: ['applicant'], any: atDesk, why: 'Who booked; who receives' },
  ],
  moveVisit: [{ about: 'visit', own: ['handler'], hidden: ['applicant'], why: 'Who booked' }],
  cancelVisit: [
    { about: 'visit', own: ['handler'], hidden: ['applicant'], any: ['front'], why: 'Who booked; who receives' },
  ],
  takeOutOfVisit: [
    { about: 'visit', own: ['handler'], hidden: ['applicant'], any: ['front'], why: 'Who booked; who receives' },
  ],
  checkIn: [{ about: 'visit', any: ['front'], why: 'Who receives' }],
  markAbsent: [{ about: 'visit', any: ['front'], why: 'Who receives' }],
  noteService: [{ about: 'visit', any: ['front'], why: 'Who receives' }],
  collectVisit: [{ about: 'visit', any: ['front'], why: 'Who receives' }],
};
