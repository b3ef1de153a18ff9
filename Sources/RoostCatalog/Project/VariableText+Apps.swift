import RoostModel

extension VariableText {
  /// Apps whose URL, host or port it takes.
  var addressedApps: [AppName] {
    parts.compactMap { part in
      switch part {
      case .text, .reference(_, .variable): nil
      case .reference(let app, _): app
      }
    }
  }
}
