import RoostModel

/// What PHP's own server asks before it answers: it would hand out every file there is, and knows no front controller.
enum PHPRouter {
  static let file = AddedFile(name: "router.php", text: text)

  private static let text = #"""
    <?php
    // Made by Roost. Hides what is nobody's business; a path without a file is index.php's.
    // PHP's server takes several slashes for one.
    $path = preg_replace('#/{2,}#', '/', rawurldecode(strtok($_SERVER['REQUEST_URI'], '?#') ?: '/'));
    $hidden = '#(^|/)\.(?!well-known(/|$))|[\x00\\\\]'
        . '|^/(roost\.ya?ml|composer\.(json|lock)|package(-lock)?\.json|app\.json|Procfile|Dockerfile|Containerfile)$'
        . '|^/vendor/.*\.(php|phar|json|lock)(/|$)|^/node_modules/'
        . '|\.(sqlite3?|db|sql|log|bak|ini|inc|lock|phar)$|~$#i';
    if (preg_match($hidden, $path) !== 0) {
        http_response_code(404);
        header('Content-Type: text/plain');
        echo "Not Found\n";
        return true;
    }
    $root = $_SERVER['DOCUMENT_ROOT'];
    $script = preg_match('~^(.+?\.php)(/|$)~', $path, $match) ? $match[1] : $path;
    if (is_file($root . $script)) {
        return false;
    }
    if (is_file("$root$path/index.php") || is_file("$root$path/index.html")) {
        return false;
    }
    if (!is_file("$root/index.php")) {
        return false;
    }
    $_SERVER['SCRIPT_NAME'] = $_SERVER['PHP_SELF'] = '/index.php';
    $_SERVER['SCRIPT_FILENAME'] = "$root/index.php";
    chdir($root);
    require "$root/index.php";

    """#
}
