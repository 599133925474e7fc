import fc from "fast-check";

/**
 * The same values in every run, so that a change fails for what it does and not by chance. To look further, give
 * another seed: `FUZZ_SEED=1234 npm test`.
 */
fc.configureGlobal({ seed: Number(process.env["FUZZ_SEED"] ?? 20_261_123) });
