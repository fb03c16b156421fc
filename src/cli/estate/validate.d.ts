/** Made by `tools/validator.js` from `schema/judged-stack.schema.json` when the package is built. */
import type { ValidateFunction } from "ajv";

declare const validate: ValidateFunction;
export default validate;
