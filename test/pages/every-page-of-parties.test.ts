import { isOfOffice, stops } from './stops.ts';
import { sweep } from './sweep.ts';

sweep(stops.filter((stop) => !isOfOffice(stop)));
