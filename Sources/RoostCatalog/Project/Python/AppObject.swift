import RoostModel

/// A web application found in a project's Python sources.
struct AppObject: Equatable, Sendable {
  /// What a server needs to speak with it.
  enum Interface: String, Sendable {
    case wsgi, asgi
  }

  /// `package.module`.
  var module: String
  /// The name of the object, or of the function that makes it.
  var name: String
  var isFactory: Bool
  var interface: Interface
  /// `flask`, `fastapi`, `starlette` ...; `nil` for a plain callable.
  var framework: String?
  /// The directory that must be on Python's path; `nil` for the project itself.
  var pathDirectory: String?
  var evidence: Evidence

  /// The most specific type it makes a project.
  var type: ProjectType {
    switch framework {
    case "fastapi": .fastapi
    case "flask": .flask
    default: interface == .asgi ? .asgi : .wsgi
    }
  }

  var hasUsualName: Bool { name == "app" || name == "application" }
}
