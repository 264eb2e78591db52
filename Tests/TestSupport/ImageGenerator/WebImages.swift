extension ImageRecipe {
  /// `nginx:1.19.2`: five layers, stopped by SIGTERM as all of nginx was then.
  static let nginx1192 = nginx(
    names: ["nginx:1.19.2"], version: "1.19.2", created: "2020-09-10T12:33:36.112354456Z", at: 1_599_741_216,
    base: BaseLayers.debian(version: "10", codename: "buster", at: 1_599_696_000), accounts: .debian,
    scripts: ["10-listen-on-ipv6-by-default.sh", "20-envsubst-on-templates.sh"],
    environment: ["NGINX_VERSION=1.19.2", "NJS_VERSION=0.4.3", "PKG_RELEASE=1~buster"], stopSignal: "SIGTERM")

  /// `nginx:latest`: seven layers, stopped by SIGQUIT.
  static let nginxLatest = nginx(
    names: ["nginx:latest", "nginx:1", "nginx:1.27", "nginx:1.27.5"], version: "1.27.5",
    created: "2025-04-16T14:50:31Z", at: 1_744_815_031, base: bookworm, accounts: .debian, scripts: scripts,
    environment: [
      "NGINX_VERSION=1.27.5", "NJS_VERSION=0.8.10", "NJS_RELEASE=1~bookworm", "PKG_RELEASE=1~bookworm",
      "DYNPKG_RELEASE=1~bookworm",
    ], stopSignal: "SIGQUIT")

  /// `nginx:alpine`: the same server on the tree of Alpine.
  static let nginxAlpine = nginx(
    names: ["nginx:alpine", "nginx:1-alpine", "nginx:1.27-alpine"], version: "1.27.5",
    created: "2025-04-16T14:50:31Z", at: 1_744_815_031,
    base: BaseLayers.alpine(version: "3.21.3", at: 1_739_503_716), accounts: .alpine, scripts: scripts,
    environment: [
      "NGINX_VERSION=1.27.5", "PKG_RELEASE=1", "DYNPKG_RELEASE=1", "NJS_VERSION=0.8.10", "NJS_RELEASE=1",
    ], stopSignal: "SIGQUIT")

  private static let scripts = [
    "10-listen-on-ipv6-by-default.sh", "15-local-resolvers.envsh", "20-envsubst-on-templates.sh",
    "30-tune-worker-processes.sh",
  ]

  /// `httpd:2.4`: stands on the same tree as `nginx:latest`, so that the two share a layer.
  static let httpd24 = ImageRecipe(
    names: ["httpd:2.4", "httpd:latest", "httpd:2", "httpd:2.4.63"], created: "2025-01-24T02:27:12Z",
    settings: Settings(
      environment: [
        "PATH=/usr/local/apache2/bin:/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin",
        "HTTPD_PREFIX=/usr/local/apache2", "HTTPD_VERSION=2.4.63",
      ],
      command: ["httpd-foreground"], exposedPorts: ["80/tcp"], workingDirectory: "/usr/local/apache2",
      stopSignal: "SIGWINCH", labels: web("httpd", root: "/usr/local/apache2/htdocs")),
    steps: [
      .layer(by: "/bin/sh -c #(nop) ADD file:practice-tree in / ", bookworm),
      .note(by: "/bin/sh -c #(nop)  ENV HTTPD_PREFIX=/usr/local/apache2"),
      .layer(
        by: "/bin/sh -c mkdir -p \"$HTTPD_PREFIX\"",
        Layer(at: httpdTime, [.folder("usr/local"), .folder("usr/local/apache2")])),
      .note(by: "/bin/sh -c #(nop)  WORKDIR /usr/local/apache2"),
      .layer(
        by: "/bin/sh -c install httpd 2.4.63",
        Layer(
          at: httpdTime,
          [
            .folder("usr/local/apache2/bin"), .folder("usr/local/apache2/conf"),
            .folder("usr/local/apache2/htdocs"), .folder("usr/local/apache2/logs"),
            .file(
              "usr/local/apache2/conf/httpd.conf", "Listen 80\nDocumentRoot \"/usr/local/apache2/htdocs\"\n"),
            page("usr/local/apache2/htdocs/index.html", server: "httpd"),
          ])),
      .note(by: "/bin/sh -c #(nop)  STOPSIGNAL SIGWINCH"),
      .layer(
        by: "/bin/sh -c #(nop) COPY file:httpd-foreground in /usr/local/bin/ ",
        Layer(at: httpdTime, [.folder("usr/local/bin"), script("usr/local/bin/httpd-foreground")])),
      .note(by: "/bin/sh -c #(nop)  EXPOSE 80"),
      .note(by: "/bin/sh -c #(nop)  CMD [\"httpd-foreground\"]"),
    ])

  private static let httpdTime = 1_737_685_632
  private static let bookworm = BaseLayers.debian(version: "12", codename: "bookworm", at: 1_737_331_200)

  private static func nginx(
    names: [String], version: String, created: String, at time: Int, base: Layer, accounts: Accounts,
    scripts: [String], environment: [String], stopSignal: String
  ) -> Self {
    let path = "PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"
    return ImageRecipe(
      names: names, created: created,
      settings: Settings(
        environment: [path] + environment, entrypoint: ["/docker-entrypoint.sh"],
        command: ["nginx", "-g", "daemon off;"], exposedPorts: ["80/tcp"], stopSignal: stopSignal,
        labels: web(accounts.image, root: "/usr/share/nginx/html")),
      steps: [
        .layer(by: "/bin/sh -c #(nop) ADD file:practice-tree in / ", base)
      ]
        + environment.map { .note(by: "/bin/sh -c #(nop)  ENV \($0)") } + [
          .layer(by: "/bin/sh -c install nginx \(version)", nginxFiles(of: accounts, at: time)),
          .layer(
            by: "/bin/sh -c #(nop) COPY file:docker-entrypoint.sh in / ",
            Layer(at: time, [script("docker-entrypoint.sh")])),
        ]
        + scripts.map { name in
          .layer(
            by: "/bin/sh -c #(nop) COPY file:\(name) in /docker-entrypoint.d ",
            Layer(at: time, [.folder("docker-entrypoint.d"), script("docker-entrypoint.d/\(name)")]))
        } + [
          .note(by: "/bin/sh -c #(nop)  ENTRYPOINT [\"/docker-entrypoint.sh\"]"),
          .note(by: "/bin/sh -c #(nop)  EXPOSE 80"),
          .note(by: "/bin/sh -c #(nop)  STOPSIGNAL \(stopSignal)"),
          .note(by: "/bin/sh -c #(nop)  CMD [\"nginx\" \"-g\" \"daemon off;\"]"),
        ])
  }

  /// Which system an nginx stands on, whose accounts get one more.
  private enum Accounts {
    case debian, alpine

    /// The official image of whose programs the practice image lacks some.
    var image: String { self == .debian ? "nginx" : "nginx-alpine" }
    var users: [String] {
      switch self {
      case .debian: BaseAccounts.debian + ["nginx:101:101:nginx user:/nonexistent:/bin/false"]
      case .alpine: BaseAccounts.alpine + ["nginx:101:101:nginx:/var/cache/nginx:/sbin/nologin"]
      }
    }
    var groups: [String] {
      (self == .debian ? BaseAccounts.debianGroups : BaseAccounts.alpineGroups) + ["nginx:101"]
    }
  }

  private static func nginxFiles(of accounts: Accounts, at time: Int) -> Layer {
    Layer(
      at: time,
      [
        BaseAccounts.passwd(accounts.users), BaseAccounts.group(accounts.groups),
        .folder("etc/nginx"), .folder("etc/nginx/conf.d"),
        .file(
          "etc/nginx/conf.d/default.conf",
          """
          server {
              listen 80;
              location / { root /usr/share/nginx/html; index index.html; }
          }

          """),
        .folder("usr/share"), .folder("usr/share/nginx"), .folder("usr/share/nginx/html"),
        page("usr/share/nginx/html/index.html", server: "nginx"),
        .folder("var/log/nginx"), .link("var/log/nginx/access.log", to: "/dev/stdout"),
        .link("var/log/nginx/error.log", to: "/dev/stderr"),
      ])
  }

  /// The labels by which the practice machine knows what to serve, from where, and beside which programs.
  private static func web(_ image: String, root: String) -> [(String, String)] {
    [
      ("dev.dojo.workload", "web"), ("dev.dojo.workload.root", root), ("dev.dojo.workload.image", image),
    ]
  }

  private static func script(_ path: String) -> TarArchive.Entry {
    .file(path, "#!/bin/sh\n# Played by dojo's practice machine.\nexec \"$@\"\n", mode: 0o755)
  }

  private static func page(_ path: String, server: String) -> TarArchive.Entry {
    .file(
      path,
      """
      <!DOCTYPE html>
      <html lang="en">
      <head>
      <meta charset="utf-8">
      <title>\(server) on a practice machine</title>
      </head>
      <body>
      <h1>It works: \(server) on a practice machine</h1>
      <p>A container of dojo's practice machine sent you this page, as \(server) would.</p>
      </body>
      </html>

      """)
  }
}
