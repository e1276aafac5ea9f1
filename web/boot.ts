import './look.css';
import { applyLook, followDevice } from './language/look.ts';

applyLook();
followDevice();

/**
 * A permit's code leads here with the credential behind the mark: whoever scans one gets the verifier alone, which is
 * small and works without a connection. Everybody else gets the pages.
 */
const opensVerifier = (): boolean => location.hash.length > 1 || /\/verify\/?$/.test(location.pathname);

if (opensVerifier()) await import('./verify/start.tsx');
else await import('./app/start.tsx');
