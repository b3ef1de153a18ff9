import RoostModel

/// What the Ruby sources of a project show, by their text alone.
struct RubyScripts {
  let tree: ProjectTree

  private static let names = ["app.rb", "main.rb", "server.rb", "application.rb", "web.rb"]

  /// The line that makes it a Rails application.
  var railsApplication: Evidence? {
    get throws(Problem) {
      let file = "config/application.rb"
      guard let text = try tree.source(file) else { return nil }
      return SourceLines.of(text, comment: "#").first { $0.line.contains("Rails::Application") }.map {
        Evidence(file: file, line: $0.number, says: $0.line.trimmed)
      }
    }
  }

  /// A script at the top that is a whole Sinatra app.
  func sinatra() throws(Problem) -> Stated<String>? {
    let all = tree.names(in: "").filter { $0.hasSuffix(".rb") }
    for file in Self.names.filter(all.contains) + all.filter({ !Self.names.contains($0) }).prefix(20) {
      guard let text = try tree.source(file) else { continue }
      let found = SourceLines.of(text, comment: "#").first {
        $0.line.firstMatch(of: /^\s*require\s*\(?\s*["']sinatra["']/) != nil
      }
      if let found { return Stated(file, by: Evidence(file: file, line: found.number, says: found.line.trimmed)) }
    }
    return nil
  }
}
