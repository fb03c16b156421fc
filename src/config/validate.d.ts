/** Made by `tools/validator.js` from the schema in `schema.ts` when the package is built. */
import type { ValidateFunction } from "ajv";

declare const validate: ValidateFunction;
export default validate;
