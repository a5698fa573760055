/* The player's keys of scorm_templates/words/en.json. Written by tools/generate.py. */

export type WordKey = never;
