import RoostModel

/// A project's Compose file, of which only is known what it asks for: Roost runs one app at a time.
struct ComposeFile: Equatable, Sendable {
  static let names = ["compose.yaml", "compose.yml", "docker-compose.yaml", "docker-compose.yml"]

  struct Service: Equatable, Sendable {
    var name: String
    var line: Int
    /// The directory its image is built in.
    var build: String?
    var image: String?
    var hasPorts: Bool
  }

  let file: String
  let services: [Service]

  static func load(from tree: ProjectTree) throws(Problem) -> ComposeFile? {
    guard let file = names.first(where: tree.contains), let text = try tree.text(file) else { return nil }
    do throws(DocumentFault) {
      return ComposeFile(try YAMLReader.read(text, file: file), file: file)
    } catch {
      throw error.inProject()
    }
  }

  init(_ document: DocumentNode, file: String) {
    self.file = file
    services = (document["services"]?.members ?? []).map { member in
      let build = member.value["build"]
      return Service(
        name: member.key, line: member.keyPosition.line, build: build?.text ?? build?["context"]?.text ?? build.map { _ in "." },
        image: member.value["image"]?.text, hasPorts: member.value["ports"] != nil)
    }
  }

  /// The one that visitors ask.
  var web: Service? {
    let open = services.filter(\.hasPorts)
    if open.count == 1 { return open[0] }
    return (open.isEmpty ? services : open).first { ["web", "app", "www", "frontend"].contains($0.name) }
      ?? services.first { $0.build != nil } ?? services.first
  }

  var evidence: Evidence {
    let names = services.map(\.name).prefix(10).joined(separator: ", ")
    return Evidence(file: file, line: web?.line, says: services.isEmpty ? "has no services" : "has the services \(names)")
  }

  /// Why it is not deployed, and what to do instead.
  func problem(of project: ProjectInspection) -> Problem {
    Problem(
      .unsupported,
      "\(file) describes \(services.count == 1 ? "a service" : "\(services.count) services"), and Roost runs one app at a time",
      hint: instead(of: project),
      cause: services.map { service in
        "\(service.name): \(service.build.map { "built in \($0)" } ?? service.image.map { "image \($0)" } ?? "neither build nor image")"
      }.joined(separator: "\n"))
  }

  private func instead(of project: ProjectInspection) -> String {
    guard let web else { return "write a Dockerfile and deploy again" }
    let word = ShellCommand.quoted(project.name)
    if let build = web.build, let directory = RelativePath.normalized(build) {
      let root = directory == "." ? "" : " --root \(ShellCommand.quoted(directory))"
      return
        "deploy the service '\(web.name)' by its Dockerfile: roost deploy \(word)\(root) --type docker; the others as apps of their own, named in its variables"
    }
    let image = web.image ?? "IMAGE"
    return "make a Dockerfile of the service '\(web.name)': echo 'FROM \(image)' > Dockerfile, and deploy again"
  }
}
