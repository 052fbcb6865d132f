/** The style of the live part ("What if?"): questions beside the result on a wide page, the result first on a narrow one. */
export const liveStyle = `
.what-if { display: grid; gap: 1.5rem; margin-top: 1rem; }
.result { border: 1px solid var(--line); border-radius: 8px; background: var(--soft); padding: 1rem 1.1rem; }
.result h3, .result h4 { margin: 0; font-size: 1rem; }
.result h3:focus { outline: none; }
.result-head { display: grid; grid-template-columns: 1fr auto; align-items: baseline; gap: 0 .75rem; }
.result-head h3 { font-size: .85rem; font-weight: 600; color: var(--faint); }
.result-head .state { font-size: .8rem; color: var(--faint); }
.result-head p { grid-column: 1 / -1; margin: .3rem 0 0; }
.result .sentence { line-height: 1.4; }
.result .sure { font-size: .85rem; color: var(--faint); }
.result h4 { font-size: .85rem; margin: 1rem 0 .3rem; }
.result ul, .result ol { margin: 0; padding-left: 1.2rem; font-size: .85rem; }
.result li { margin: .2rem 0; }
.result del { text-decoration: line-through; color: var(--faint); }
.result ins { text-decoration: none; font-weight: 600; }
.result .conflicts { list-style: none; padding: .6rem .75rem; margin: .75rem 0; border: 1px solid var(--edge); border-radius: 6px; }
.result .conflicts.refused { border: 2px solid var(--alert); }
.result[aria-busy='true'] .standing .first { color: var(--faint); }
.buttons { display: flex; flex-wrap: wrap; gap: .5rem; margin: .8rem 0; }
.what-if button { font: inherit; font-size: .85rem; color: var(--ink); background: var(--paper); border: 1px solid var(--edge); border-radius: 5px; padding: .35rem .7rem; cursor: pointer; }
.what-if button.main { background: var(--link); border-color: var(--link); color: var(--paper); }
.what-if button.quiet { padding: .05rem .5rem; font-size: .8rem; color: var(--link); }
.what-if button:disabled { color: var(--faint); border-color: var(--line); background: none; cursor: default; }
.what-if :is(button, input, summary):focus-visible { outline: 3px solid var(--link); outline-offset: 2px; }
.result .standing { list-style: none; padding: 0; counter-reset: place; display: grid; gap: .55rem; }
.standing li { display: grid; grid-template-columns: minmax(0, 1fr) 9.5rem; gap: .05rem .75rem; margin: 0; }
.standing .feasible { counter-increment: place; }
.standing .feasible .name::before { content: counter(place) '. '; }
.standing .name { font-weight: 600; }
.standing .ruled-out .name { font-weight: 400; color: var(--faint); }
.standing .score { font-variant-numeric: tabular-nums; text-align: right; }
.standing .bar { width: 100%; height: .8rem; align-self: center; }
.standing .first, .standing .why-out { font-size: .8rem; color: var(--faint); font-variant-numeric: tabular-nums; }
.standing .first { text-align: right; }
.standing .why-out { grid-column: 1 / -1; }
.bar .track { fill: var(--line); }
.bar .range { fill: var(--bar); opacity: .45; }
.bar .mark { fill: var(--ink); }
.bar .before { fill: var(--alert); }
.entries fieldset { border: 0; margin: 0; padding: 0; min-width: 0; }
.entries legend { padding: 0; font-weight: 600; }
.entries .help, .result .help { margin: .1rem 0 .4rem; font-size: .85rem; color: var(--faint); }
.entries .filter { margin-bottom: .75rem; }
.entries .filter legend, .entries .search { font-size: .85rem; font-weight: 400; color: var(--faint); }
.entries .search { display: block; margin-top: .5rem; }
#what-if .section { border-top: 1px solid var(--line); }
#what-if .section > summary { padding: .55rem 0; font-weight: 600; cursor: pointer; }
.entries .count { color: var(--faint); font-weight: 400; font-size: .85rem; margin-left: .4rem; }
.entries .question { padding: .6rem 0 1rem; }
.entries .row-of-grid { padding: .35rem 0; }
.row-of-grid legend, .weight legend { font-weight: 400; }
.changed > legend::after { content: 'changed'; font-size: .75rem; font-weight: 600; margin-left: .5rem; padding: 0 .4rem; border: 1px solid var(--edge); border-radius: 4px; }
.was { margin: .3rem 0 0; font-size: .85rem; color: var(--faint); }
.picks.list { display: grid; gap: .1rem; }
.picks.list .pick { display: grid; grid-template-columns: auto 1fr; gap: .5rem; align-items: baseline; padding: .12rem 0; }
.pick small { color: var(--faint); }
.picks.row { display: flex; flex-wrap: wrap; gap: .3rem; }
.picks.row .pick { position: relative; }
.picks.row input { position: absolute; opacity: 0; inset: 0; margin: 0; cursor: pointer; }
.picks.row span { display: block; padding: .2rem .6rem; border: 1px solid var(--edge); border-radius: 99px; font-size: .85rem; }
.picks.row input:checked + span { background: var(--ink); color: var(--paper); border-color: var(--ink); }
.picks.row input:focus-visible + span { outline: 3px solid var(--link); outline-offset: 2px; }
.picks .open span { font-style: italic; }
.what-if input[type='text'], .what-if input[type='search'], .what-if input[type='number'] { font: inherit; color: var(--ink); background: var(--paper); border: 1px solid var(--edge); border-radius: 4px; padding: .25rem .45rem; max-width: 100%; }
.what-if input[type='number'] { width: 5.5rem; }
.what-if input[type='range'] { flex: 1 1 8rem; min-width: 6rem; accent-color: var(--link); }
.what-if input::placeholder { color: var(--faint); opacity: 1; }
.what-if input[aria-invalid='true'] { border: 2px solid var(--alert); }
.problem { margin: .2rem 0 0; font-size: .85rem; color: var(--alert); }
.problem:empty { display: none; }
.entries .weight { padding: .5rem 0; }
.weight-entry { display: flex; flex-wrap: wrap; gap: .6rem; align-items: center; }
.visually-hidden { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; margin: 0; }
.brief { position: sticky; bottom: 0; z-index: 1; display: flex; flex-wrap: wrap; gap: .1rem .9rem; align-items: baseline; margin: 0 -1.5rem; padding: .5rem 1.5rem; background: var(--paper); border-top: 2px solid var(--line); color: var(--ink); text-decoration: none; font-size: .85rem; font-variant-numeric: tabular-nums; }
.brief small { margin-left: auto; color: var(--faint); }
@media (forced-colors: active) {
  .picks.row input { position: static; opacity: 1; margin-right: .3rem; }
  .picks.row .pick { display: flex; align-items: baseline; }
  .picks.row span { border: 0; padding: 0; }
}
@media (max-width: 30rem) {
  .result { padding: .8rem; }
  .standing li { grid-template-columns: minmax(0, 1fr) 6.2rem; }
}
@media (min-width: 56rem) {
  .brief { display: none; }
  .what-if { grid-template-columns: minmax(0, 1fr) minmax(0, 25rem); align-items: start; }
  .result { order: 2; position: sticky; top: 1rem; max-height: calc(100vh - 2rem); overflow-y: auto; }
}
`;
