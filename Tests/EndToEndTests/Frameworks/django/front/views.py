from django.shortcuts import redirect, render


def front(request):
    if "user" not in request.session:
        return redirect("login")
    return render(request, "front.html")


def about(request):
    return render(request, "about.html")


def login(request):
    if request.method == "POST":
        request.session["user"] = request.POST["user"]
        return redirect("front")
    return render(request, "login.html")
