require "sinatra/base"

class Front < Sinatra::Base
  set :sessions, true
  set :session_secret, "not a secret, but long enough to be taken for one: " + "0" * 64

  get "/" do
    redirect to("/login") unless session[:user]
    <<~PAGE
      <!doctype html><title>Front</title>
      <link rel="stylesheet" href="#{url("/style.css")}">
      <h1 id="hello">Hello #{session[:user]}</h1><p id="script"></p>
      <a id="about" href="#{url("/about")}">About</a>
      <script src="#{url("/app.js")}"></script>
    PAGE
  end

  get "/about" do
    "<!doctype html><title>About</title><h1 id=\"page\">About #{session[:user]}</h1>"
  end

  get "/login" do
    <<~PAGE
      <!doctype html><title>Login</title>
      <form method="post" action="#{url("/login")}"><input name="user"><button>Log in</button></form>
    PAGE
  end

  post "/login" do
    session[:user] = params["user"]
    redirect "/"
  end
end
