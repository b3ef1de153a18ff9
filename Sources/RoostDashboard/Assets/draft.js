// One more variable than there are fields for.
const list = document.getElementById("variables");
document.getElementById("add-variable")?.addEventListener("click", () => {
  const number = list.children.length;
  const row = list.lastElementChild.cloneNode(true);
  for (const field of row.querySelectorAll("input")) {
    field.name = field.name.replace(/\d+/, number);
    if (field.type !== "checkbox") field.value = "";
  }
  list.append(row);
  row.querySelector("input").focus();
});
