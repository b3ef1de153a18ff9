package import RoostModel
package import RoostServer

extension DaemonOperations {
  package static let refusal = Problem(.unsupported, "not expected in this test", hint: "look at the test")

  /// Everything fails until a test says otherwise.
  package static var refusing: DaemonOperations {
    DaemonOperations(
      status: { () throws(Problem) in throw refusal },
      apps: AppOperations(
        list: { () throws(Problem) in throw refusal }, detail: { (_) throws(Problem) in throw refusal },
        deploy: { (_, _) throws(Problem) in throw refusal }, start: { (_) throws(Problem) in throw refusal },
        stop: { (_) throws(Problem) in throw refusal }, restart: { (_) throws(Problem) in throw refusal },
        maintain: { (_, _) throws(Problem) in throw refusal },
        remove: { (_) throws(Problem) in throw refusal }, runtimeCheck: { (_) throws(Problem) in throw refusal },
        logs: { (_) throws(Problem) in throw refusal }),
      variables: VariableOperations(
        list: { (_) throws(Problem) in throw refusal }, change: { (_, _, _) throws(Problem) in throw refusal },
        history: { (_) throws(Problem) in throw refusal }),
      releases: ReleaseOperations(
        list: { (_) throws(Problem) in throw refusal }, pin: { (_, _, _) throws(Problem) in throw refusal },
        deployments: { (_) throws(Problem) in throw refusal }, cancel: { (_) throws(Problem) in throw refusal },
        crashes: { (_) throws(Problem) in throw refusal },
        rollback: { (_, _) throws(Problem) in throw refusal }, renew: { (_, _) throws(Problem) in throw refusal },
        resume: { (_, _) throws(Problem) in throw refusal }),
      sleep: SleepOperations(sleep: { (_, _) throws(Problem) in throw refusal }, wake: { (_) throws(Problem) in throw refusal }),
      runtimes: RuntimeOperations(
        list: { () throws(Problem) in throw refusal }, info: { (_) throws(Problem) in throw refusal },
        versions: { (_) throws(Problem) in throw refusal },
        plan: { (_) throws(Problem) in throw refusal },
        install: { (_, _) throws(Problem) in throw refusal },
        canRemove: { (_) throws(Problem) in throw refusal },
        remove: { (_, _) throws(Problem) in throw refusal },
        verify: { (_, _) throws(Problem) in throw refusal },
        why: { (_) throws(Problem) in throw refusal },
        outdated: { () throws(Problem) in throw refusal },
        upgrade: { (_, _) throws(Problem) in throw refusal },
        collect: { (_, _) throws(Problem) in throw refusal },
        profiles: { () throws(Problem) in throw refusal },
        chooseProfile: { (_) throws(Problem) in throw refusal },
        history: { () throws(Problem) in throw refusal },
        undo: { (_, _) throws(Problem) in throw refusal },
        repair: { (_) throws(Problem) in throw refusal },
        createBundle: { (_, _) throws(Problem) in throw refusal },
        verifyBundle: { (_, _) throws(Problem) in throw refusal },
        compareBundle: { (_, _) throws(Problem) in throw refusal },
        installBundle: { (_, _) throws(Problem) in throw refusal },
        strategies: { () throws(Problem) in throw refusal },
        capabilities: { () throws(Problem) in throw refusal },
        check: { (_) throws(Problem) in throw refusal },
        linkToolCache: { (_) throws(Problem) in throw refusal }),
      environments: .refusing,
      gateway: GatewayOperations(
        status: { () throws(Problem) in throw refusal }, accessLog: { (_, _, _) throws(Problem) in throw refusal }),
      metrics: MetricsOperations(
        metrics: { (_, _) throws(Problem) in throw refusal }, recent: { (_) throws(Problem) in throw refusal },
        follow: { (_, _) throws(Problem) in throw refusal }),
      limits: LimitOperations(
        limits: { (_) throws(Problem) in throw refusal }, change: { (_, _) throws(Problem) in throw refusal }),
      sources: SourceOperations(
        beginUpload: { () throws(Problem) in throw refusal }, source: { (_) throws(Problem) in throw refusal },
        setSource: { (_, _) throws(Problem) in throw refusal }, webhook: { (_) throws(Problem) in throw refusal },
        makeWebhook: { (_, _) throws(Problem) in throw refusal }, removeWebhook: { (_) throws(Problem) in throw refusal },
        follow: { (_, _) throws(Problem) in throw refusal }),
      drafts: DraftOperations(
        make: { (_, _) throws(Problem) in throw refusal }, look: { (_, _) throws(Problem) in throw refusal },
        deploy: { (_, _, _) throws(Problem) in throw refusal }, discard: { (_) throws(Problem) in throw refusal }),
      git: GitOperations { (_, _) throws(Problem) in throw refusal },
      backups: BackupOperations(
        export: { (_, _) throws(Problem) in throw refusal }, openExport: { (_) throws(Problem) in throw refusal },
        discardExport: { _ in }, beginUpload: { () throws(Problem) in throw refusal },
        importApp: { (_, _) throws(Problem) in throw refusal }, backUp: { (_, _) throws(Problem) in throw refusal },
        backups: { (_, _) throws(Problem) in throw refusal }, allBackups: { () throws(Problem) in throw refusal },
        setBackup: { (_, _) throws(Problem) in throw refusal },
        restore: { (_, _) throws(Problem) in throw refusal }, open: { (_, _) throws(Problem) in throw refusal }),
      files: AppFileOperations(
        list: { (_, _, _, _) throws(Problem) in throw refusal }, open: { (_, _, _) throws(Problem) in throw refusal }),
      care: CareOperations(
        doctor: { () throws(Problem) in throw refusal }, certificates: { () throws(Problem) in throw refusal },
        settings: { () throws(Problem) in throw refusal }),
      access: .refusing,
      events: { (_) throws(Problem) in throw refusal })
  }
}
