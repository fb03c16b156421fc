/** Begins once all of the page is there: the script stands at its end. */
import { load } from "./data";
import { make, there } from "./dom";
import { table } from "./table";

void load().then(table, () => {
  there("resources").append(
    make(
      "p",
      { class: "partial" },
      "This browser cannot unpack the table (it lacks DecompressionStream). Everything above is complete without it.",
    ),
  );
});
