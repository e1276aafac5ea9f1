import { createBrowserRouter } from 'react-router';
import { Loading } from '../pieces/Loading.tsx';
import { pages } from './areas.ts';
import { Broken } from './Broken.tsx';
import { Layout } from './Layout.tsx';
import { NotFound } from './NotFound.tsx';

/** The path under which the pages lie, without its last slash. */
const basename = (): string => new URL('.', document.baseURI).pathname.replace(/\/$/, '');

export const openRouter = () =>
  createBrowserRouter(
    [
      {
        Component: Layout,
        children: [
          {
            ErrorBoundary: Broken,
            HydrateFallback: Loading,
            children: [...pages, { path: '*', Component: NotFound }],
          },
        ],
      },
    ],
    { basename: basename() || '/' },
  );
