/**
 * What a package may do in its frame: all that it may in an LMS, but lead the inspector's window away. The frame of the LMS's page
 * has it too, for a package shares that page's origin, and can run scripts there or take the attribute off its own frame; what a
 * frame may not do, no frame in it may (HTML Standard, 7.1.5).
 */
export const SANDBOX = "allow-same-origin allow-forms allow-modals allow-popups allow-downloads";
export const WITH_SCRIPTS = `${SANDBOX} allow-scripts`;
