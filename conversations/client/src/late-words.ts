/** Empty, but in a build: the sentences that only parts say, which are loaded later (see words.mjs). */
export {};
