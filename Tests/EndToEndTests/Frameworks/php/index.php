<?php
session_start();
$path = strtok($_SERVER['REQUEST_URI'], '?');
$user = htmlspecialchars($_SESSION['user'] ?? '');
if ($_SERVER['REQUEST_METHOD'] === 'POST' && $path === '/login') {
    $_SESSION['user'] = $_POST['user'];
    header('Location: /');
} elseif ($path === '/' && $user === '') {
    header('Location: /login');
} elseif ($path === '/') {
    echo "<!doctype html><title>Front</title><link rel='stylesheet' href='/style.css'>
<h1 id='hello'>Hello $user</h1><p id='script'></p><a id='about' href='/about'>About</a><script src='/app.js'></script>";
} elseif ($path === '/about') {
    echo "<!doctype html><title>About</title><h1 id='page'>About $user</h1>";
} elseif ($path === '/login') {
    echo "<!doctype html><title>Login</title>
<form method='post' action='/login'><input name='user'><button>Log in</button></form>";
} else {
    http_response_code(404);
}
