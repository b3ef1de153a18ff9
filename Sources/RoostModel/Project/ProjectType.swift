/// What kind of project was detected.
package enum ProjectType: String, Codable, Sendable, CaseIterable {
  case node, nextjs, nuxt, remix, sveltekit, astro, spa, django, fastapi, flask, wsgi, asgi, python, go, rust, rails, rack
  case php, deno, docker, `static`, procfile
  case reactRouter = "react-router"
  case tanstackStart = "tanstack-start"
}
