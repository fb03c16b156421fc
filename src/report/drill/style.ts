/** How a run sheet looks on a screen, light or dark, and on paper. */
export const style = `
:root{color-scheme:light dark;--ink:#1b1f24;--soft:#57606a;--line:#c9d1d9;--page:#fff;--panel:#f6f8fa;--bad:#b3261e;--mid:#8a5300;--good:#1a6b35;--accent:#0b57d0}
@media (prefers-color-scheme:dark){:root{--ink:#e6edf3;--soft:#9aa7b4;--line:#3d444d;--page:#0d1117;--panel:#161b22;--bad:#ff8a80;--mid:#f0b354;--good:#6fdd8b;--accent:#8ab4f8}}
*{box-sizing:border-box}
body{margin:0 auto;padding:1.5rem 1.25rem 3rem;max-width:72rem;font:15px/1.5 system-ui,"Segoe UI",Roboto,"Helvetica Neue",Arial,sans-serif;color:var(--ink);background:var(--page)}
h1{font-size:1.7rem;line-height:1.2;margin:0 0 .25rem}
h2{font-size:1.2rem;margin:2.25rem 0 .6rem;padding-top:.6rem;border-top:2px solid var(--line)}
h3{font-size:1rem;margin:1.25rem 0 .4rem}
p,ul,ol,dl{margin:.4rem 0 .8rem}
ul,ol{padding-left:1.3rem}
p,li,h1,h2,h3,h4,dd{overflow-wrap:anywhere}
a{color:var(--accent)}
.lead{color:var(--soft);margin:0 0 1rem}
.cards{display:grid;grid-template-columns:repeat(auto-fit,minmax(9.5rem,1fr));gap:.6rem;margin:1rem 0;padding:0;list-style:none}
.cards li{border:1px solid var(--line);border-radius:.5rem;padding:.6rem .75rem;background:var(--panel)}
.cards b{display:block;font-size:1.6rem;line-height:1.15}
.wide{overflow-x:auto;margin:.5rem 0 1rem}
table{border-collapse:collapse;width:100%;font-size:.9rem}
th,td{border:1px solid var(--line);padding:.35rem .5rem;text-align:left;vertical-align:top;overflow-wrap:break-word}
th{background:var(--panel);font-weight:600}
th[scope=row]{overflow-wrap:anywhere;min-width:7rem}
td.n,th.n{text-align:right;font-variant-numeric:tabular-nums}
td.time{min-width:4.6rem}
td.tick{min-width:2.4rem}
caption{text-align:left;font-weight:600;padding:.2rem 0 .35rem}
.zero{color:var(--soft)}
.box{border:1px solid var(--line);border-left:.35rem solid var(--mid);border-radius:.35rem;background:var(--panel);padding:.6rem .9rem;margin:.8rem 0}
.box.stop{border-left-color:var(--bad)}
.box p:last-child{margin-bottom:0}
.tag{font-weight:600}.tag.bad{color:var(--bad)}.tag.mid{color:var(--mid)}.tag.good{color:var(--good)}
.soft{color:var(--soft)}
code,pre{font-family:ui-monospace,"Cascadia Mono",Consolas,Menlo,monospace;font-size:.86em}
pre{margin:.3rem 0;padding:.45rem .6rem;background:var(--panel);border:1px solid var(--line);border-radius:.3rem;white-space:pre-wrap;overflow-wrap:anywhere}
sup a{text-decoration:none}
.sign td{height:2.2rem}
.resource{border:1px solid var(--line);border-radius:.4rem;padding:.5rem .8rem;margin:.6rem 0}
.resource h4{margin:0;font-size:.95rem}
.resource ul{margin:.3rem 0}
.sources{font-size:.85rem}
@media print{
@page{size:A4;margin:14mm 12mm}
:root{color-scheme:light;--ink:#000;--soft:#444;--line:#888;--page:#fff;--panel:#f2f2f2;--bad:#8c1d18;--mid:#6b4100;--good:#124c25;--accent:#000}
body{padding:0;max-width:none;font-size:9.5pt;line-height:1.35}
h2{break-after:avoid}h3,h4,caption{break-after:avoid}
tr,.box,.resource,.cards li{break-inside:avoid}
thead{display:table-header-group}
.wide{overflow:visible}
table{font-size:8.5pt}
th,td{padding:.2rem .3rem}
td.time,td.tick{min-width:0}
th[scope=row]{min-width:0}
section.case{break-before:page}
.sources{font-size:8pt}
.cards{grid-template-columns:repeat(4,1fr)}
}
`;
