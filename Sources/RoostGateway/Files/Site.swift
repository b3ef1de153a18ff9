import SystemPackage

/// An app that is files alone. Blocks: not for an event loop.
struct Site: Sendable {
  let root: FilePath
  /// A path without a file shows the first page, which routes in the browser.
  let singlePage: Bool

  func answer(_ request: FileRequest, as format: PageFormat) -> Answer {
    guard request.isReading else {
      var answer = Page.fileMethod.answer(as: format)
      answer.fields.append((name: "Allow", value: "GET, HEAD"))
      return answer
    }
    do throws(Errno) {
      return try find(request) ?? Page.noSuchFile.answer(as: format)
    } catch {
      return Page.filesUnreadable(error).answer(as: format)
    }
  }

  private func find(_ request: FileRequest) throws(Errno) -> Answer? {
    guard let path = SitePath(request.path) else { return nil }
    for candidate in path.candidates {
      switch try SiteTree(root: root).open(candidate.names) {
      case .file(let file): return FileAnswer(file: file, name: candidate.names.last ?? "", request: request).answer
      case .directory where !path.isDirectory: return redirect(request)
      case .directory, .missing: continue
      }
    }
    guard singlePage, !path.namesFile || request.wantsPage,
      case .file(let file) = try SiteTree(root: root).open(SitePath.index.names)
    else { return nil }
    return FileAnswer(file: file, name: "index.html", request: request).answer
  }

  /// A directory's pages link to each other as if it ended in a slash. `//host` would lead away, so one slash begins it.
  private func redirect(_ request: FileRequest) -> Answer {
    let path = "/" + request.publicPath.drop { $0 == "/" } + "/"
    return Answer(status: 308, fields: [(name: "Location", value: path + request.query)])
  }
}

extension Page {
  static func filesUnreadable(_ error: Errno) -> Page {
    Page(
      status: 500, title: "The site cannot be read", message: "The site's files cannot be read: \(error).",
      hint: "Deploy it again: `roost deploy DIR`", code: "gateway.files-unreadable")
  }
}
