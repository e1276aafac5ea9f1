import type { Locator, Page } from 'playwright-core';
import type { FieldPath } from '../../shared/domain/checklist/field-labels.ts';
import { fieldLabels } from '../../shared/domain/checklist/field-labels.ts';
import { materialOf } from '../../shared/domain/procedure/procedure.ts';
import type { Language } from '../../shared/domain/text.ts';
import { procedure } from '../../shared/policy/procedures/index.ts';

type GivenFile = { fileName: string; contentType: string; bytes: Uint8Array };

const asPattern = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

/** The field of an application that its label names. */
export const fieldOf = (page: Page, path: FieldPath, language: Language): Locator =>
  page.getByLabel(new RegExp(`^${asPattern(fieldLabels[path][language])}`, 'i'));

/** One choice of a field that offers a few, by what it says. */
export const choiceOf = (page: Page, path: FieldPath, option: string, language: Language): Locator =>
  page
    .getByRole('group', { name: new RegExp(`^${asPattern(fieldLabels[path][language])}`, 'i') })
    .getByRole('radio', { name: option });

/** Everything that was typed is with the zone. */
export const awaitSaved = (page: Page): Promise<void> =>
  page
    .getByRole('status')
    .filter({ hasText: /✓ (已保存|Saved)/ })
    .waitFor();

const newPermit = procedure('new-permit');

/** What a document of a new permit is called. */
export function titleOf(kind: string, language: Language): string {
  const material = newPermit && materialOf(newPermit, kind);
  if (!material) throw new Error(`a new permit asks for no ${kind}`);
  return material.label[language];
}

/** The document of a new permit that is called so. */
export function kindCalled(title: string, language: Language): string {
  const material = newPermit?.materials.find(({ label }) => label[language] === title);
  if (!material) throw new Error(`no document is called ${title}`);
  return material.kind;
}

/** The place of one kind of document in the list of all that are asked for. */
export const placeOf = (page: Page, kind: string, language: Language): Locator =>
  page
    .getByRole('listitem')
    .filter({ has: page.getByRole('heading', { level: 3, name: titleOf(kind, language), exact: true }) });

/** Chooses a file for a kind of document, with the button that is there for it. */
export async function chooseFile(
  page: Page,
  kind: string,
  file: GivenFile | string,
  language: Language,
): Promise<void> {
  const button = page.getByRole('button', {
    name: new RegExp(`^(选择文件|换一个文件|再添加文件|Choose|Add).*: ${asPattern(titleOf(kind, language))}$`),
  });
  const [chooser] = await Promise.all([page.waitForEvent('filechooser'), button.click()]);
  await chooser.setFiles(
    typeof file === 'string'
      ? file
      : { name: file.fileName, mimeType: file.contentType, buffer: Buffer.from(file.bytes) },
  );
}

/** Presses Tab until something has the focus, as people do who use no mouse. */
export async function tabTo(page: Page, wanted: Locator, key: 'Tab' | 'Shift+Tab' = 'Tab'): Promise<void> {
  await wanted.waitFor();
  for (let presses = 0; presses < 150; presses += 1) {
    if (await wanted.evaluate((element) => element === document.activeElement)) return;
    await page.keyboard.press(key);
  }
  throw new Error(`${key} never led to ${wanted}`);
}
