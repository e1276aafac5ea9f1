/** @jsxImportSource preact */
import { render } from 'preact';

const place = document.getElementById('root');
if (place) render(<main class="alone" />, place);
