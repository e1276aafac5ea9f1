/** @jsxImportSource preact */
import { render } from 'preact';
import { Verifier } from './Verifier.tsx';
import './verify.css';

const place = document.getElementById('root');
if (!place) throw new Error('the page has no root');
render(<Verifier />, place);

// The verifier opens without a connection from the second time on.
if (import.meta.env.PROD && 'serviceWorker' in navigator) {
  void navigator.serviceWorker.register(new URL('sw.js', document.baseURI)).catch(() => undefined);
}
