import RoostApps
import RoostModel

extension Settings {
  /// Every key of the daemon's file with what is in force, in the order of `docs/daemon.sample.yml`.
  var details: [SettingDetail] {
    let defaults = Settings(home: home).values
    return zip(values, defaults).map { own, standard in
      SettingDetail(key: own.key, value: own.value, isDefault: own.value == standard.value)
    }
  }

  private typealias Value = (key: String, value: String)

  private var values: [Value] { gatewayValues + apiValues + workValues + appValues }

  private var gatewayValues: [Value] {
    let own: [Value] = [
      ("gateway.host", gatewayHost), ("gateway.port", "\(gatewayPort)"), ("gateway.tls-port", "\(gatewayTLSPort)"),
      ("gateway.https-redirect", "\(secureTransport.redirect ?? false)"),
      ("gateway.hsts", Settings.time(secureTransport.hsts)), ("gateway.domain", gatewayDomain ?? ""),
      ("gateway.trusted-proxies", Settings.list(trustedProxies)),
    ]
    return own + GatewayLimits.keys.map { ("gateway.limits.\($0.name)", "\(gatewayLimits[keyPath: $0.value])") }
  }

  private var apiValues: [Value] {
    [
      ("api.address", apiAddress), ("api.port", "\(apiPort)"), ("api.hosts", apiHosts.joined(separator: ", ")),
      ("api.behind-proxy", "\(apiBehindProxy)"), ("network.subnet", subnet),
      ("sources.allow-private", Settings.list(privateSources)),
    ]
  }

  private var workValues: [Value] {
    [
      ("gate.timeout", Settings.seconds(gateTimeout)), ("build.timeout", Settings.seconds(buildTimeout)),
      ("build.memory", "\(buildMemory ?? 0)"), ("build.at-once", "\(buildsAtOnce ?? 0)"),
      ("release.timeout", Settings.seconds(releaseTimeout)), ("release.probation", Settings.seconds(probation)),
      ("release.kept", "\(keptReleases)"), ("release.space", "\(releaseSpace ?? 0)"),
    ]
  }

  private var appValues: [Value] {
    [
      ("supabase.url", supabase.url ?? ""), ("supabase.anon-key-file", supabase.anonKeyFile ?? ""),
      ("supabase.service-key-file", supabase.serviceKeyFile ?? ""),
      ("supabase.database-url-file", supabase.databaseURLFile ?? ""),
      ("apps.sleep.after", Settings.time(sleep?.after)), ("apps.sleep.stop-after", Settings.time(sleep?.stopAfter)),
      ("log.level", logLevel),
    ]
  }

  private static func list(_ ranges: [AddressRange]) -> String { ranges.map(\.description).joined(separator: ", ") }
  private static func time(_ seconds: Int?) -> String { seconds.map { $0 == 0 ? "0" : "\($0)s" } ?? "0" }
  private static func seconds(_ duration: Duration) -> String { "\(duration.components.seconds)" }
}
