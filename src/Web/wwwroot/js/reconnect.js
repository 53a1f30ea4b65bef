// The button that asks for the connection again after the program's own tries have failed.
document.getElementById("reconnect-again")?.addEventListener("click", async () => {
  if (!(await Blazor.reconnect())) {
    location.reload();
  }
});
