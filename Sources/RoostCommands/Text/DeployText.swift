import RoostModel

/// What a deployment came to, as a person reads it.
struct DeployText {
  let result: DeployResult

  func text(_ style: TextStyle) -> String {
    var text = result.warnings.map { style.yellow("warning: \(CleanText.clean($0, colours: false))") + "\n" }.joined()
    let took = TimeText.length(result.seconds)
    text += "\(style.green("deployed")) \(style.bold(result.app.name.text)), release \(result.release), in \(took)\n"
    for url in result.app.urls { text += "  \(url)\n" }
    return text + "  output: roost app logs \(result.app.name) -f\n"
  }
}
