from django.urls import path
from front import views

urlpatterns = [
    path("", views.front, name="front"),
    path("about/", views.about, name="about"),
    path("login", views.login, name="login"),
]
