document.querySelector("#script").textContent = "the script ran";
