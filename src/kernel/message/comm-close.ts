/**
 *   comm_close => comm_id data            has no answer
 */
import type { Answer } from '../answer.js';

export const commClose: Answer = () => null;
