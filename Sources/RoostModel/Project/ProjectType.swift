/// What kind of project was detected.
package enum ProjectType: String, Codable, Sendable, CaseIterable {
  case node, django, fastapi, flask, wsgi, asgi, python, go, rust, rails, rack, php, deno, `static`, procfile
}
