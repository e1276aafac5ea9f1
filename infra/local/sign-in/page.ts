import type { Text } from '../../../shared/domain/text.ts';
import { personas } from './personas.ts';

const escaped = (text: string): string => text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);

/** A whole page, in both languages, without anything loaded from elsewhere. */
export const page = (title: Text, content: string): string => `<!doctype html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escaped(title.zh)} · ${escaped(title.en)}</title>
<style>
  body { font: 16px/1.5 system-ui, sans-serif; color: #1c2733; background: #f3f5f7; margin: 0; padding: 2rem 1rem; }
  main { max-width: 30rem; margin: 0 auto; padding: 1.5rem; background: #fff; border-radius: 8px; }
  h1 { font-size: 1.25rem; margin: 0 0 .5rem; }
  p { margin: 0 0 1rem; color: #44525f; }
  button { display: block; width: 100%; margin: .5rem 0; padding: .75rem 1rem; font: inherit; text-align: left;
    color: inherit; background: #fff; border: 1px solid #8795a1; border-radius: 6px; cursor: pointer; }
  button:hover, button:focus-visible { border-color: #0b6e4f; outline: 2px solid #0b6e4f; }
  label { display: block; margin-top: 1rem; }
  input { font: inherit; padding: .5rem; width: 100%; box-sizing: border-box; border: 1px solid #8795a1; border-radius: 6px; }
  span { color: #44525f; }
</style>
</head>
<body><main>
<h1>${escaped(title.zh)}<br><span lang="en">${escaped(title.en)}</span></h1>
${content}
</main></body>
</html>
`;

/** The sign-in page of a rehearsal zone: whom to be, no password. `action` is where the choice is sent. */
export const signInPage = (action: string): string =>
  page(
    { zh: '演练登录', en: 'Rehearsal sign-in' },
    `<p>选择身份即可登录，无需密码。所有人员均为虚构。<br><span lang="en">Choose whom to be; no password. All of them are invented.</span></p>
<form method="post" action="${escaped(action)}">
${personas
  .map(
    ({ role, title }) =>
      `<button name="persona" value="${role}">${escaped(title.zh)} <span lang="en">${escaped(title.en)}</span></button>`,
  )
  .join('\n')}
<label for="account">同一身份的另一人（可不填，如 second）<br><span lang="en">Another person with the same role (optional, such as second)</span></label>
<input id="account" name="account" pattern="[a-z0-9][a-z0-9\\-]{0,30}" autocomplete="off">
</form>`,
  );

/** A page that says that something went wrong. */
export const errorPage = (reason: string): string =>
  page({ zh: '无法登录', en: 'Sign-in did not work' }, `<p>${escaped(reason)}</p>`);

/** The question before signing out; `form` is the provider's own form, whose id is `op.logoutForm`. */
export const signOutPage = (form: string): string =>
  page(
    { zh: '退出登录', en: 'Sign out' },
    `${form}
<button form="op.logoutForm" type="submit" name="logout" value="yes" autofocus>退出 <span lang="en">Sign out</span></button>
<button form="op.logoutForm" type="submit">保持登录 <span lang="en">Stay signed in</span></button>`,
  );
