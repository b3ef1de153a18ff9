import RoostModel

/// What a deployment came to, as a person reads it. Its warnings were said while it went on.
struct DeployText {
  let result: DeployResult

  func text(_ style: TextStyle) -> String {
    if result.alreadyLive == true {
      let app = style.bold(result.app.name.text)
      return "\(style.green("already live")): \(app), release \(result.release); nothing has changed. All the same: --force\n"
    }
    let took = TimeText.length(result.seconds)
    var text = "\(style.green("deployed")) \(style.bold(result.app.name.text)), release \(result.release), in \(took)\n"
    for url in result.app.urls { text += "  \(url)\n" }
    return text + "  output: roost app logs \(result.app.name) -f\n"
  }
}
