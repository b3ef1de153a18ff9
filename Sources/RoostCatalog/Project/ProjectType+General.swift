import RoostModel

extension ProjectType {
  /// What a project of this type may look like too: no rivals of it. What a server's language does not build, its pages, is
  /// built beside it.
  var general: Set<ProjectType> {
    switch self {
    case .django: [.wsgi, .asgi, .python, .spa]
    case .rails: [.rack, .spa]
    case .nextjs, .nuxt, .remix, .reactRouter, .sveltekit, .astro, .tanstackStart: [.node, .spa]
    case .spa: [.node]
    case .fastapi, .flask, .wsgi, .asgi, .go, .rust, .rack, .php: [.spa]
    case .node, .python, .deno, .docker, .static, .procfile: []
    }
  }
}
