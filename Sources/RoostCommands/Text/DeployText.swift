import RoostModel

/// What a deployment came to, as a person reads it. Its warnings were said while it went on.
struct DeployText {
  let result: DeployResult
  /// Whether the command that asked has that option.
  var offersForce = false

  func text(_ style: TextStyle) -> String {
    if result.alreadyLive == true {
      let app = style.bold(result.app.name.text)
      let force = offersForce ? ". All the same: --force" : ""
      return "\(style.green("already live")): \(app), release \(result.release); nothing has changed\(force)\n" + urls
    }
    let took = TimeText.length(result.seconds)
    var text = "\(style.green("deployed")) \(style.bold(result.app.name.text)), release \(result.release), in \(took)\n"
    text += urls
    return text + "  output: roost app logs \(result.app.name) -f\n"
  }

  private var urls: String { result.app.urls.map { "  \($0)\n" }.joined() }
}
