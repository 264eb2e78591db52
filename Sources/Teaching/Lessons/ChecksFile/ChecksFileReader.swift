import Basics

extension ChecksFile {
  /// Reads a checks file; throws a `LessonError` with every mistake in it.
  ///
  /// `names` says what the machines of this sitting are called, by their id in the file; a machine that is not listed
  /// takes its own `name`, else its id.
  package init(yaml text: String, path: String, names: [Machine.ID: String] = [:]) throws(LessonError) {
    let reading = Reading(file: path)
    self = try reading.document(text) { Self.read($0, reading, names: names) }
  }

  private static func read(_ root: YAMLNode, _ reading: Reading, names: [Machine.ID: String]) -> ChecksFile? {
    let expected = Phrase(en: "a mapping that starts with `lesson: ID`", ja: "`lesson: ID` で始まるマッピング")
    guard let fields = Fields(root, reading, expecting: expected) else { return nil }
    var ids = UniqueIDs()
    let id = ids.read(fields, key: "lesson")
    let format = readFormat(fields)
    let after = readEarlier(fields, than: id)
    let time: Duration? = fields["time"]
    let machines = readMachines(fields, names: names)
    let (title, trust): (Phrase?, Phrase?) = (fields["title"], fields["trust"])
    let change: CostsChange? = fields["costs"]
    let costs = change?.applied(to: .none) ?? .none
    let style: StepStyle? = fields["style"]
    let steps = StepEntry.readAll(fields, start: machines.first?.id ?? Machine.start.id, costs: costs)
    fields.finish()
    guard let id else { return nil }
    return ChecksFile(
      id: Lesson.ID(id), title: title, format: format, after: after, time: time,
      machines: machines.isEmpty ? [.start] : machines, trust: trust, values: reading.blanks.values,
      costs: costs, steps: steps, style: style,
      stylePlace: style == nil ? nil : fields.node("style")?.place, path: reading.file)
  }

  /// The lessons under `after:`; whether there are such lessons is for whoever sees the whole folder.
  private static func readEarlier(_ fields: Fields, than id: String?) -> [ChecksFile.Earlier] {
    (fields.node("after")?.oneOrMany ?? []).compactMap { node in
      guard let name = String(node, fields.reading) else { return nil }
      guard Lesson.ID.accepts(name), name != id else {
        fields.reading.report(
          Phrase(
            en: "`\(name)` cannot come before this lesson.", ja: "`\(name)` をこのレッスンより前に置くことはできません。"),
          at: node.place,
          instead: Phrase(en: "Write the id of another lesson.", ja: "ほかのレッスンの id を書いてください。"))
        return nil
      }
      return ChecksFile.Earlier(id: Lesson.ID(name), place: node.place)
    }
  }

  private static func readFormat(_ fields: Fields) -> Int {
    guard let format: Int = fields["format"] else { return newestFormat }
    if !(1...newestFormat).contains(format) {
      fields.reading.report(
        Phrase(en: "Format \(format) is not known here.", ja: "format \(format) には対応していません。"),
        at: fields.node("format")?.place ?? fields.place,
        instead: Phrase(
          en: "Write `format: \(newestFormat)`, or use a newer dojo.",
          ja: "`format: \(newestFormat)` と書くか、新しい dojo を使ってください。"))
    }
    return format
  }

  /// Machines first and their names into the blanks, then `values:`, so that either may be used from here on.
  private static func readMachines(_ fields: Fields, names: [Machine.ID: String]) -> [Machine] {
    let reading = fields.reading
    let entries = fields.node("machines").map { Machine.entries($0, reading) } ?? []
    let machineNames =
      entries.isEmpty
      ? [(Machine.start.id.text, names[Machine.start.id] ?? Machine.start.name)]
      : entries.map { ($0.id.text, names[$0.id] ?? $0.name ?? $0.id.text) }
    reading.machines = machineNames.map(\.0)
    let own = Dictionary(machineNames) { first, _ in first }
    reading.blanks = Blanks(own)
    let values: [String: String] = fields.table("values")
    for name in values.keys.sorted() where own[name] != nil {
      reading.report(
        Phrase(en: "`{\(name)}` is already the name of a machine.", ja: "`{\(name)}` はすでにマシンの名前です。"),
        at: fields.place(of: "values"),
        instead: Phrase(en: "Choose another name for the blank.", ja: "空欄に別の名前を付けてください。"))
    }
    reading.blanks = Blanks(values.merging(own) { _, machine in machine })
    guard !entries.isEmpty else { return [Machine(id: Machine.start.id, name: machineNames[0].1)] }
    return zip(entries, machineNames).compactMap { entry, name in
      Machine.read(entry.node, id: entry.id, name: name.1, reading)
    }
  }
}

extension StepStyle: YAMLScalar {
  static var expected: Phrase {
    let names = allCases.map { "`\($0.rawValue)`" }
    return Phrase(en: "one of \(names.joined(separator: ", "))", ja: "\(names.joined(separator: "、")) のどれか")
  }

  init?(yaml text: String) {
    self.init(rawValue: text)
  }
}

extension Machine {
  /// The machines' ids and the names their author gave them, before blanks can be filled in.
  fileprivate static func entries(_ node: YAMLNode, _ reading: Reading) -> [(
    id: ID, name: String?, node: YAMLNode
  )] {
    guard let entries = node.entries, !entries.isEmpty else {
      reading.reject(
        node, expecting: Phrase(en: "machines as `host: {images: […]}`", ja: "`host: {images: […]}` の形のマシン"))
      return []
    }
    return entries.compactMap { entry in
      guard ID.accepts(entry.key) else {
        reading.report(
          Phrase(en: "`\(entry.key)` cannot name a machine.", ja: "`\(entry.key)` はマシンの名前に使えません。"),
          at: entry.place,
          instead: Phrase(
            en: "Use lower-case letters, digits and hyphens.", ja: "英小文字・数字・ハイフンだけを使ってください。"))
        return nil
      }
      let name = entry.value.entries?.first { $0.key == "name" }?.value.text
      return (ID(entry.key), name, entry.value)
    }
  }

  fileprivate static func read(_ node: YAMLNode, id: ID, name: String, _ reading: Reading) -> Machine? {
    if node.isEmpty { return Machine(id: id, name: name) }
    let expected = Phrase(en: "a mapping such as `{images: […]}`", ja: "`{images: […]}` のようなマッピング")
    guard let fields = Fields(node, reading, expecting: expected) else { return nil }
    let _: String? = fields["name"]
    let images: [ImagePattern] = fields.list("images")
    let insecure: [HostAndPort] = fields.list("insecure-registries")
    fields.finish()
    return Machine(
      id: id, name: name, images: images.map(\.glob.pattern), insecureRegistries: insecure.map(\.text))
  }
}
