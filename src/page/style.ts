import { shadeColour, shades } from "../charts/palette.js";
import { style } from "../report/style.js";

const shadeCss = Array.from({ length: shades }, (_, shade) => `.shade-${shade}{background:${shadeColour(shade)}}`).join(
  "",
);

/** The report's look, and what a page has beyond it: controls, alerts, live figures. */
export const pageStyle = `${style}${shadeCss}
main{padding-top:0}
header{max-width:1240px;margin:0 auto;padding:24px 16px 0}
nav ol{display:flex;flex-wrap:wrap;gap:4px 22px;padding:0;margin:12px 0 0;list-style-position:inside}
a{color:var(--accent)}
section{scroll-margin-top:8px}
.skip{position:absolute;left:-999px}.skip:focus{left:8px;top:8px;background:var(--card);padding:8px}
.hidden{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}
h3.large{font-size:1.15rem;margin-top:24px}
.equation.large{font-size:1.25rem;font-weight:600;margin:8px 0}
.controls{display:flex;flex-wrap:wrap;gap:12px 24px;align-items:end;margin:12px 0}
.controls.grid{display:grid;grid-template-columns:repeat(auto-fill,minmax(150px,1fr));align-items:start}
.field{display:flex;flex-direction:column;gap:4px;min-width:0;max-width:100%}
.field.wide{flex:1 1 260px;max-width:420px}
.field label{font-weight:600;font-size:.92rem}
.field output{font-variant-numeric:tabular-nums;color:var(--accent)}
small{color:var(--quiet)}
input,select,button{font:inherit;color:inherit;max-width:100%}
input:not([type]),input[type=text],input[type=number],select{background:var(--card);border:1px solid var(--quiet);border-radius:6px;padding:8px 10px;min-height:44px}
.grid input,.grid select{width:100%}
.field:has(select){grid-column:span 2}
#word{font-size:1.6rem;width:14rem}
input[type=range]{accent-color:var(--accent);min-height:32px;width:100%}
input[type=checkbox],input[type=radio]{width:20px;height:20px;accent-color:var(--accent);flex:none}
.check{display:flex;gap:10px;align-items:center;min-height:36px}
button{background:var(--card);border:1px solid var(--quiet);border-radius:6px;padding:6px 12px;min-height:40px;cursor:pointer}
button:hover{border-color:var(--accent)}
button.main{background:var(--accent);border-color:var(--accent);color:var(--card);font-weight:600;min-width:7rem}
button[aria-disabled=true]{opacity:.55;cursor:default}
:focus-visible{outline:3px solid var(--accent);outline-offset:2px}
.row{display:flex;flex-wrap:wrap;gap:8px;margin:8px 0}
fieldset{border:1px solid var(--line);border-radius:8px;background:var(--card);padding:10px 14px;margin:12px 0;min-width:0}
fieldset.plain{border:0;background:none;padding:0;margin:0}
fieldset[disabled]{opacity:.7}
legend{font-weight:600;padding:0 6px}
.drop{border:2px dashed var(--line);border-radius:8px;padding:10px;margin:8px 0}
.alert:empty,#result:empty{display:none}
.alert{border-left:5px solid var(--shade-9);background:var(--card);padding:10px 14px;max-width:none}
output.answer{display:block;font-size:1.3rem;font-weight:600;min-height:2em;overflow-wrap:anywhere}
progress{width:100%;height:14px;accent-color:var(--accent)}
.figures{font-variant-numeric:tabular-nums}
.words td:nth-child(2),.words td:nth-child(3){text-align:left;font-family:ui-monospace,monospace}
.words th{text-align:left}
.twin th,.twin td{background:var(--shade-6)}.twin td:nth-child(n+4){font-weight:600}
.confusion caption{caption-side:bottom;text-align:left;color:var(--quiet);font-size:.88rem;padding-top:6px;max-width:270px}
.confusion td{min-width:3.3rem;text-align:right}.confusion th,.confusion td{padding:4px 6px}
code{overflow-wrap:anywhere}
@media(prefers-reduced-motion:no-preference){html{scroll-behavior:smooth}}
`;
