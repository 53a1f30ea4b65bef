// Fills in where the phone is, when asked to. Without this the page of public reports works as well.
const locate = document.getElementById("locate");
const [button, told] = [locate?.querySelector("button"), locate?.querySelector("span")];
if (locate && "geolocation" in navigator) {
    locate.hidden = false;
    button.addEventListener("click", () => navigator.geolocation.getCurrentPosition(
        at => {
            document.getElementById("longitude").value = at.coords.longitude.toFixed(6);
            document.getElementById("latitude").value = at.coords.latitude.toFixed(6);
            told.textContent = told.dataset.found;
        },
        () => { told.textContent = told.dataset.lost; },
        { enableHighAccuracy: true, timeout: 20000 }));
}
