/** Colours shared by button, panel and badge. */
export const contactColours = `
:host{color-scheme:light dark;--accent:var(--parley-accent,#0f766e);--on-accent:var(--parley-on-accent,#fff);
font-family:var(--parley-font,system-ui,-apple-system,"Segoe UI",Roboto,sans-serif)}
:host([data-theme=light]){color-scheme:light}
:host([data-theme=dark]){color-scheme:dark}`;

export const contactStyle = `${contactColours}
:host{display:inline-block;max-inline-size:100%}
.contact{appearance:none;border:0;border-radius:var(--parley-radius,12px);background:var(--accent);color:var(--on-accent);
font-family:inherit;font-size:1rem;font-weight:600;line-height:1.25;padding:.8rem 1.35rem;min-block-size:2.75rem;cursor:pointer;inline-size:100%;
transition:filter .15s}
.contact:hover{filter:brightness(1.08)}
.contact:focus-visible{outline:2px solid var(--accent);outline-offset:2px}
select{display:block;box-sizing:border-box;inline-size:100%;min-block-size:2.75rem;margin-block-end:.5rem;padding:.5rem .75rem;font:inherit;font-size:1rem;
border:1px solid light-dark(#80868b,#8f959b);border-radius:var(--parley-radius,12px);background:var(--parley-background,light-dark(#fff,#161719));color:var(--parley-text,light-dark(#1b1d1f,#eceef0))}
select:focus-visible{outline:2px solid var(--accent);outline-offset:2px}
p{margin:.5rem 0 0;font-size:.875rem;line-height:1.4;min-block-size:1.4em;
color:var(--parley-muted,light-dark(#5c6166,#a6abb1))}
dialog{position:fixed;inset:auto;inset-block-end:20px;inset-inline-end:20px;margin:0;padding:0;border:0;z-index:2147483000;
inline-size:400px;block-size:min(680px,calc(100dvh - 40px));max-inline-size:none;max-block-size:none;overflow:hidden;
border-radius:18px;background:var(--parley-background,light-dark(#fff,#161719));
box-shadow:0 0 0 1px rgb(0 0 0/.06),0 12px 48px rgb(0 0 0/.22)}
dialog:is([open],:popover-open){animation:rise .22s cubic-bezier(.2,.8,.3,1)}
dialog:modal::backdrop{background:rgb(0 0 0/.35)}
dialog>*{block-size:100%}
@keyframes rise{from{opacity:0;transform:translateY(14px)}}
@media (max-width:600px){dialog{inset:0;inline-size:100%;block-size:100dvh;border-radius:0}}
@media (prefers-reduced-motion:reduce){*{animation:none!important;transition:none!important}}`;

export const badgeStyle = `${contactColours}
:host{display:inline-block;vertical-align:middle}
:host([hidden]){display:none}
span{display:inline-block;min-inline-size:1.25rem;box-sizing:border-box;padding:0 .375rem;border-radius:1rem;
background:var(--accent);color:var(--on-accent);font-family:inherit;font-size:.75rem;font-weight:600;line-height:1.25rem;text-align:center}`;
