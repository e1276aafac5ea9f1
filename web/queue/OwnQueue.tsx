import { Navigate } from 'react-router';
import { Gate } from '../sign-in/Gate.tsx';
import { useSelf } from '../sign-in/self.ts';
import { queuesOf } from './queue-lines.ts';

function First() {
  const [first = 'late'] = queuesOf(useSelf()?.roles ?? []);
  return <Navigate to={`/queues/${first}`} replace />;
}

/** Leads an officer to the queue of their own work. */
export const OwnQueue = () => (
  <Gate roles={['front-officer', 'back-officer', 'decider', 'supervisor']}>
    <First />
  </Gate>
);
