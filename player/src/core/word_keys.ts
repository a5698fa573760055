/* The player's keys of scorm_templates/words/en.json. Written by tools/generate.py. */

/** The sentences without places. */
// prettier-ignore
type Plain =
  | "player.save.looking" | "player.save.saving" | "player.save.device" | "player.save.memory" |
  "player.save.signed-out" | "player.save.partly" | "player.save.ended" | "player.save.closed" |
  "player.save.no-tracking" | "player.save.review" | "player.save.elsewhere" | "player.trouble.elsewhere" |
  "player.trouble.elsewhere-means" | "player.trouble.use-here" | "player.trouble.ended" | "player.trouble.ended-means" |
  "player.trouble.open-again" | "player.trouble.signed-out" | "player.trouble.signed-out-means" |
  "player.trouble.sign-in-again" | "player.trouble.not-sent" | "player.trouble.memory-means" |
  "player.trouble.device-means" | "player.trouble.what-to-do" | "player.trouble.send-now" | "player.trouble.copy-code" |
  "player.trouble.nothing-recorded" | "player.trouble.device-only" | "player.launch.no-launch" |
  "player.launch.no-address" | "player.launch.out-of-reach" | "player.launch.no-permission" | "player.launch.no-learner"
  | "player.launch.no-enrolment" | "player.launch.no-course" | "player.launch.no-record" | "player.launch.used" |
  "player.launch.not-let-in" | "player.lms.not-found" | "player.lms.no-answer" | "player.lms.not-working" |
  "player.lms.ended" | "player.lms.window-closed" | "player.lms.not-kept" | "player.lms.not-taken" | "player.store.busy"
  | "player.store.sign-in-page" | "player.store.no-longer" | "player.store.not-working" | "player.store.no-answer" |
  "player.store.not-taken" | "player.store.not-given" | "player.device.not-kept" | "player.sends.review" |
  "player.sends.nothing" | "player.sends.scorm" | "player.sends.xapi" | "player.sends.cmi5" | "player.leaving.leave" |
  "player.leaving.save-and-leave" | "player.leaving.can-close" | "player.leaving.sent" | "player.leaving.how" |
  "player.leaving.close-window" | "player.leaving.not-sent" | "player.leaving.stay" | "player.leaving.try-again" |
  "player.recovery.title" | "player.recovery.line" | "player.recovery.show" | "player.recovery.what" |
  "player.recovery.code" | "player.recovery.use" | "player.recovery.paste" | "player.recovery.use-this" |
  "player.recovery.broken" | "player.recovery.foreign" | "player.recovery.back" | "player.recovery.for-it" |
  "player.clear.title" | "player.clear.what" | "player.clear.unsent" | "player.clear.result" | "player.clear.newest" |
  "player.clear.clear" | "player.clear.anyway" | "player.clear.done" | "player.clear.refused" |
  "player.beginning.welcome-back" | "player.beginning.damaged" | "player.beginning.updated" | "player.beginning.afresh"
  | "player.beginning.bring-back" | "player.beginning.complete" | "player.beginning.choose" | "player.beginning.to-do" |
  "player.contents.new" | "player.contents.started" | "player.contents.done" | "player.meaning.close" |
  "player.search.title" | "player.search.for" | "player.search.close" | "player.search.late" | "player.page.go-back" |
  "player.page.new-tab" | "player.page.no-questions" | "player.page.no-questions-means" | "player.page.stop-reading" |
  "player.hide.title" | "player.hide.show" | "player.question.select-all" | "player.question.place-each" |
  "player.question.group-each" | "player.question.match-each" | "player.question.cards" | "player.question.move-up" |
  "player.question.move-down" | "player.question.choose" | "player.question.numbers" | "player.question.problem" |
  "player.question.select-one" | "player.question.every-line" | "player.question.own-place" | "player.question.check" |
  "player.question.show" | "player.question.try-again" | "player.feedback.right" | "player.feedback.partial" |
  "player.feedback.wrong" | "player.feedback.shown" | "player.feedback.yours" | "player.feedback.chosen-right" |
  "player.feedback.chosen-wrong" | "player.feedback.answer" | "player.feedback.missed" | "player.check.title" |
  "player.check.tries" | "player.check.no-limit" | "player.check.passed-already" | "player.check.one-moment" |
  "player.check.go-on" | "player.check.start" | "player.check.try-again" | "player.check.continue" |
  "player.check.previous" | "player.check.flag" | "player.check.not-loaded" | "player.check.not-loaded-means" |
  "player.summary.title" | "player.summary.not-answered" | "player.summary.flagged" | "player.critical.title" |
  "player.critical.short-title" | "player.critical.why" | "player.critical.score-stays" | "player.result.title" |
  "player.result.passed" | "player.result.not-passed" | "player.result.finish-pages" | "player.result.before-again" |
  "player.result.these-pages" | "player.result.talk" | "player.result.by-principle" | "player.result.read-again" |
  "player.result.finish" | "player.result.can-close" | "player.result.rest" | "player.result.right" |
  "player.result.not-right" | "player.result.each-question" | "player.result.nothing-recorded" |
  "player.result.device-only" | "player.result.not-sent" | "player.result.sending" | "player.result.sent" |
  "player.certificate.title" | "player.certificate.see" | "player.certificate.name" | "player.certificate.day" |
  "player.certificate.use" | "player.certificate.not-accredited" | "player.certificate.outcomes" |
  "player.certificate.learned" | "player.certificate.will-do" | "player.certificate.by-when" |
  "player.certificate.official" | "player.certificate.official-device" | "player.certificate.back" |
  "player.certificate.print" | "player.certificate.hint" | "player.print.page" | "player.print.module" |
  "player.follow-up.print" | "player.self-check.check" | "player.note.copy" | "player.note.copied" |
  "player.note.copy-by-keys" | "player.note.delete" | "player.note.deleted" | "player.note.not-kept" |
  "player.verdict.best" | "player.verdict.partial" | "player.case.begin" | "player.case.resume" |
  "player.case.not-loaded" | "player.case.decide" | "player.case.next" | "player.case.continue" | "player.case.again" |
  "player.case.so-far" | "player.case.voice" | "player.case.afresh" | "player.role.not-kept" | "player.stepper.next" |
  "player.stepper.previous" | "player.reveal.see-all" | "player.reveal.open-all" | "player.reveal.close-all" |
  "player.decision.story" | "player.decision.skip" | "player.recording.leave" | "player.animation.play" |
  "player.animation.show-scenes" | "player.animation.loading" | "player.animation.not-loaded" |
  "player.animation.controls" | "player.animation.start" | "player.animation.pause" | "player.animation.again" |
  "player.animation.restart" | "player.animation.which" | "player.animation.captions" | "player.animation.play-all" |
  "player.animation.sound" | "player.animation.more" | "player.animation.full-screen" | "player.animation.speed" |
  "player.animation.time";

/** The names of the places in each of the player's sentences. */
export interface WordPlaces extends Record<Plain, never> {
  "player.save.saved": "time";
  "player.save.saved-again": "time";
  "player.save.sent": "time";
  "player.save.sent-again": "time";
  "player.trouble.last-sent": "time";
  "player.trouble.for-it": "detail";
  "player.clear.records": "count";
  "player.beginning.place": "number" | "page" | "total";
  "player.beginning.go-on": "page";
  "player.beginning.check": "answered" | "count";
  "player.contents.count": "count" | "done";
  "player.contents.progress": "count" | "done";
  "player.contents.left": "count";
  "player.search.found": "count";
  "player.page.unfinished": "page";
  "player.page.unanswered": "count";
  "player.question.moved": "place" | "total";
  "player.question.says-how-many": "number";
  "player.question.select-number": "number";
  "player.question.error-title": "title";
  "player.question.too-few": "number";
  "player.feedback.found": "found" | "wanted";
  "player.feedback.in-place": "found" | "wanted";
  "player.feedback.yours-right": "label";
  "player.feedback.yours-wrong": "label";
  "player.feedback.answer-is": "label";
  "player.check.questions": "count" | "needed" | "percent";
  "player.check.best": "right" | "total";
  "player.check.answered": "answered" | "count";
  "player.check.question-of": "number" | "total";
  "player.summary.change": "which";
  "player.summary.answer": "which";
  "player.summary.which": "number";
  "player.summary.missing": "count";
  "player.summary.submit": "count";
  "player.result.score": "needed" | "right" | "total";
  "player.result.passed-before": "right" | "total";
  "player.result.right-of": "right" | "total";
  "player.result.next": "module";
  "player.certificate.records": "count" | "day" | "module" | "name" | "percent";
  "player.certificate.version": "version";
  "player.certificate.version-and-guidance": "guidance" | "version";
  "player.certificate.learning": "count";
  "player.certificate.issuer": "issuer";
  "player.certificate.signatory": "issuer" | "signatory";
  "player.certificate.refresh": "day";
  "player.note.length": "count" | "most";
  "player.note.too-long": "count" | "most";
  "player.note.ticked": "all" | "count";
  "player.self-check.result": "all" | "right";
  "player.note.keep": "count";
  "player.confidence.before": "before";
  "player.confidence.change": "before" | "now";
  "player.verdict.unsafe": "name";
  "player.case.step": "clock" | "number";
  "player.case.you-are": "who";
  "player.case.back": "number";
  "player.role.keep": "count";
  "player.stepper.place": "number" | "total";
  "player.recording.goes-on": "time";
  "player.animation.previous": "scene";
  "player.animation.next": "scene";
  "player.animation.scene": "number" | "total";
  "player.animation.waiting": "scene";
  "player.animation.ended": "scene";
  "player.animation.moment": "scene" | "time";
  "player.animation.seconds": "count";
  "player.animation.minutes": "count";
}
export type WordKey = keyof WordPlaces;
