/// What kind of project was detected.
package enum ProjectType: String, Codable, Sendable, CaseIterable {
  case node, fastapi, flask, wsgi, asgi, python, `static`, procfile
}
