import RoostModel

extension ProjectType {
  /// What every project of this type looks like too: no rivals of it.
  var general: Set<ProjectType> {
    switch self {
    case .django: [.wsgi, .asgi, .python]
    case .rails: [.rack]
    default: []
    }
  }
}
