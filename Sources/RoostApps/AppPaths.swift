package import RoostModel
package import SystemPackage

/// Where an app keeps what on disk. Pure: makes no directory.
///
///     apps/<id>/releases/000017/{source,dependencies,build}/app/   trees that are layers: what is under `app` appears at /app
///     apps/<id>/dependencies/<key>/app/                            a dependency layer shared by releases
///     apps/<id>/{data,cache}/                                      mounted at /data and, while building, /cache
///     apps/<id>/{source-credential,webhook-secret}                 sealed: what its source is fetched with, and pushes are signed with
///     apps/<id>/repository.git/                                    what the app is pushed to with git
///     apps/<id>/logs/<run>/                                        the output of an ended run
///     apps/<id>/logs/deploy-000017.log                             what the deployment of a release did and said
package struct AppPaths: Sendable {
  package let root: FilePath

  package init(home: FilePath, app: AppID) { root = home.appending("apps").appending(app.text) }

  /// What the data directory is called where it is not this machine's.
  static func volume(of app: AppID) -> String { "app-\(app)" }

  package var data: FilePath { root.appending("data") }
  package var cache: FilePath { root.appending("cache") }
  package var releases: FilePath { root.appending("releases") }
  package var dependencies: FilePath { root.appending("dependencies") }
  package var logs: FilePath { root.appending("logs") }
  /// A token, a key or header lines, for fetching its source again.
  package var sourceCredential: FilePath { root.appending("source-credential") }
  /// What forges sign their pushes with.
  package var webhookSecret: FilePath { root.appending("webhook-secret") }

  /// What the app is pushed to.
  package var repository: FilePath { root.appending("repository.git") }

  package func release(_ number: Int) -> ReleasePaths {
    ReleasePaths(root: releases.appending(padded(number)))
  }
  package func deployLog(ofRelease number: Int) -> FilePath { logs.appending("deploy-\(padded(number)).log") }
  package func log(ofRun run: Int) -> FilePath { logs.appending(padded(run)) }

  private func padded(_ number: Int) -> String {
    let digits = String(number)
    return String(repeating: "0", count: max(0, 6 - digits.count)) + digits
  }
}

package struct ReleasePaths: Sendable {
  package let root: FilePath
  package var source: FilePath { root.appending("source") }
  /// The project itself: the layer's `/app`.
  package var project: FilePath { source.appending("app") }
  package var dependencies: FilePath { root.appending("dependencies") }
  package var build: FilePath { root.appending("build") }
}
