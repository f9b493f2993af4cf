import { makeValidators } from './validators.mjs';

/** What jest does once before any test: the sources need a module that is made out of the cells' schema. */
export default makeValidators;
