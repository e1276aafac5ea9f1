/** Who leads the office: every page of the administration is theirs. */
export const leads = ['supervisor', 'admin'] as const;
