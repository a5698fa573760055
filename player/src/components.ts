/* Written by tools/generate.py from the folders of scorm_templates/components. Do not change it here. */
import { enhance as enhanceCheck } from "../../scorm_templates/components/check/check.js";
import { enhance as enhanceChoice } from "../../scorm_templates/components/choice/choice.js";
import { enhance as enhanceConfidence } from "../../scorm_templates/components/confidence/confidence.js";
import { enhance as enhanceDecision } from "../../scorm_templates/components/decision/decision.js";
import { enhance as enhanceFollowUp } from "../../scorm_templates/components/follow-up/follow-up.js";
import { enhance as enhanceHotspot } from "../../scorm_templates/components/hotspot/hotspot.js";
import { enhance as enhanceMatch } from "../../scorm_templates/components/match/match.js";
import { enhance as enhanceNote } from "../../scorm_templates/components/note/note.js";
import { enhance as enhanceOrder } from "../../scorm_templates/components/order/order.js";
import { enhance as enhancePoll } from "../../scorm_templates/components/poll/poll.js";
import { enhance as enhanceReflection } from "../../scorm_templates/components/reflection/reflection.js";
import { enhance as enhanceReveal } from "../../scorm_templates/components/reveal/reveal.js";
import { enhance as enhanceSelfCheck } from "../../scorm_templates/components/self-check/self-check.js";
import { enhance as enhanceSort } from "../../scorm_templates/components/sort/sort.js";
import type { Enhance } from "./ui/stage.js";

/** Which code brings which block to life, by kind. */
export const COMPONENTS: Readonly<Record<string, Enhance>> = {
  check: enhanceCheck,
  choice: enhanceChoice,
  confidence: enhanceConfidence,
  decision: enhanceDecision,
  "follow-up": enhanceFollowUp,
  hotspot: enhanceHotspot,
  match: enhanceMatch,
  note: enhanceNote,
  order: enhanceOrder,
  poll: enhancePoll,
  reflection: enhanceReflection,
  reveal: enhanceReveal,
  "self-check": enhanceSelfCheck,
  sort: enhanceSort,
};
