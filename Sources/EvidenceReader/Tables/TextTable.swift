/// Numbers texts from 0 in the order in which they come, keeping each of them once.
///
/// Nothing but that order can be seen of it: where a text lies depends on a seed of the process.
struct TextTable: ~Copyable {
    /// A text of up to eight bytes is its own key; a longer one is looked at in `texts` as well.
    struct Slot {
        var key: UInt64
        var code: UInt32
        /// The length, and above it two bits that whoever put the text in gave.
        var mark: UInt32
    }

    /// What may be looked up by several threads at once, as long as nothing is put in.
    struct Lookup: @unchecked Sendable {
        // Safe because the memory is only read through it, and the table outlives it unchanged.
        fileprivate let slots: UnsafePointer<Slot>
        fileprivate let mask: Int
        fileprivate let texts: UnsafePointer<UInt8>
        fileprivate let starts: UnsafePointer<Int>
        fileprivate let seeds: Seeds
    }

    static let free = UInt32.max
    /// The longest text that can be kept.
    static let mostBytes = 1 << 28

    private var slots: UnsafeMutablePointer<Slot>
    private var slotCount: Int
    private var texts: UnsafeMutablePointer<UInt8>
    private var textCapacity: Int
    /// Where each text begins, and at last where the next one will.
    private var starts: UnsafeMutablePointer<Int>
    private var startCapacity: Int
    /// What each text is marked with.
    private var tags: [UInt8] = []
    private let seeds = Seeds.ofProcess
    private(set) var count = 0

    init(slotCount: Int = 64) {
        self.slotCount = slotCount
        slots = .allocate(capacity: slotCount)
        slots.initialize(repeating: Slot(key: 0, code: TextTable.free, mark: 0), count: slotCount)
        textCapacity = 256
        texts = .allocate(capacity: textCapacity + Block.slack)
        texts.initialize(repeating: 0, count: textCapacity + Block.slack)
        startCapacity = slotCount
        starts = .allocate(capacity: startCapacity + 1)
        starts.initialize(to: 0)
    }

    deinit {
        slots.deallocate()
        texts.deallocate()
        starts.deallocate()
    }

    var lookup: Lookup {
        Lookup(slots: slots, mask: slotCount - 1, texts: texts, starts: starts, seeds: seeds)
    }

    /// The bytes of the text with this number.
    func bytes(_ code: Int) -> UnsafeBufferPointer<UInt8> {
        UnsafeBufferPointer(start: texts + starts[code], count: starts[code + 1] - starts[code])
    }

    func tag(_ code: Int) -> UInt32 { UInt32(tags[code]) }

    func text(_ code: Int) -> String { String(decoding: bytes(code), as: UTF8.self) }

    /// Puts in a text that is not there, and returns its number.
    mutating func insert(_ bytes: UnsafeBufferPointer<UInt8>, _ key: TextKey, tag: UInt32 = 0) -> UInt32 {
        let code = UInt32(count)
        place(Slot(key: key.value, code: code, mark: key.mark(tag)))
        keep(bytes)
        tags.append(UInt8(truncatingIfNeeded: tag))
        if count * 3 > slotCount * 2 { growSlots() }
        return code
    }

    /// Returns the number of a text, putting it in where it is not there.
    mutating func code(_ bytes: UnsafeBufferPointer<UInt8>, _ key: TextKey, tag: UInt32 = 0) -> UInt32 {
        lookup.find(bytes, key)?.code ?? insert(bytes, key, tag: tag)
    }

    /// Returns the number of a text, putting it in where it is not there.
    mutating func code(of text: String) -> UInt32 {
        (Array(text.utf8) + [UInt8](repeating: 0, count: Block.slack)).withUnsafeBufferPointer { padded in
            let bytes = UnsafeBufferPointer(rebasing: padded[..<text.utf8.count])
            return code(bytes, TextKey(bytes))
        }
    }

    /// Forgets all texts, and keeps the room.
    mutating func removeAll() {
        guard count > 0 else { return }
        slots.update(repeating: Slot(key: 0, code: TextTable.free, mark: 0), count: slotCount)
        tags.removeAll(keepingCapacity: true)
        count = 0
    }

    /// Gives the room of the slots back, where texts are only asked for by their numbers any more.
    mutating func forgetSlots() {
        slots.deallocate()
        slotCount = 2
        slots = .allocate(capacity: slotCount)
        slots.initialize(repeating: Slot(key: 0, code: TextTable.free, mark: 0), count: slotCount)
    }

    private func place(_ slot: Slot) {
        var index = Int(truncatingIfNeeded: seeds.spread(slot.key, slot.length)) & (slotCount - 1)
        while slots[index].code != TextTable.free { index = (index + 1) & (slotCount - 1) }
        slots[index] = slot
    }

    private mutating func keep(_ bytes: UnsafeBufferPointer<UInt8>) {
        let start = starts[count]
        if start + bytes.count > textCapacity {
            let capacity = max(textCapacity * 2, start + bytes.count)
            texts = moved(texts, count: start, to: capacity + Block.slack)
            textCapacity = capacity
        }
        if let from = bytes.baseAddress, bytes.count > 0 {
            (texts + start).update(from: from, count: bytes.count)
        }
        if count == startCapacity {
            starts = moved(starts, count: count + 1, to: startCapacity * 2 + 1)
            startCapacity *= 2
        }
        count += 1
        starts[count] = start + bytes.count
    }

    private mutating func growSlots() {
        let old = slots
        let oldCount = slotCount
        slotCount *= 2
        slots = .allocate(capacity: slotCount)
        slots.initialize(repeating: Slot(key: 0, code: TextTable.free, mark: 0), count: slotCount)
        for index in 0..<oldCount where old[index].code != TextTable.free { place(old[index]) }
        old.deallocate()
    }

    private func moved<Element>(
        _ old: UnsafeMutablePointer<Element>, count: Int, to capacity: Int
    ) -> UnsafeMutablePointer<Element> {
        let new = UnsafeMutablePointer<Element>.allocate(capacity: capacity)
        new.update(from: old, count: count)
        old.deallocate()
        return new
    }
}

extension TextTable.Lookup {
    /// Returns the slot of a text, nil where it is not there.
    @inline(__always)
    func find(_ bytes: UnsafeBufferPointer<UInt8>, _ key: TextKey) -> TextTable.Slot? {
        var index =
            Int(truncatingIfNeeded: seeds.spread(key.value, UInt32(truncatingIfNeeded: key.length))) & mask
        while true {
            let slot = slots[index]
            if slot.code == TextTable.free { return nil }
            if slot.key == key.value, Int(slot.length) == key.length,
                key.length <= 8 || isText(Int(slot.code), bytes)
            {
                return slot
            }
            index = (index + 1) & mask
        }
    }

    /// Looks at the place where a text would be found first; many of these wait for memory at once.
    @inline(__always)
    func touch(_ key: TextKey) -> UInt64 {
        slots[Int(truncatingIfNeeded: seeds.spread(key.value, UInt32(truncatingIfNeeded: key.length))) & mask]
            .key
    }

    private func isText(_ code: Int, _ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        let own = UnsafeRawPointer(texts + starts[code])
        guard let other = bytes.baseAddress.map(UnsafeRawPointer.init) else { return false }
        // Texts that are looked at are longer than eight bytes.
        var place = 0
        while place + 8 <= bytes.count {
            let left = own.loadUnaligned(fromByteOffset: place, as: UInt64.self)
            if left != other.loadUnaligned(fromByteOffset: place, as: UInt64.self) { return false }
            place += 8
        }
        let last = bytes.count - 8
        return own.loadUnaligned(fromByteOffset: last, as: UInt64.self)
            == other.loadUnaligned(fromByteOffset: last, as: UInt64.self)
    }
}

extension TextTable.Slot {
    var length: UInt32 { mark & 0x3FFF_FFFF }
    var tag: UInt32 { mark >> 30 }
}

/// Eight bytes that stand for a text: the text itself where it is that short, otherwise a hash of it.
struct TextKey {
    let value: UInt64
    let length: Int

    /// Bytes up to eight behind the text may be looked at, and count for nothing.
    @inline(__always)
    init(_ bytes: UnsafeBufferPointer<UInt8>) {
        length = bytes.count
        guard let start = bytes.baseAddress.map(UnsafeRawPointer.init) else {
            value = 0
            return
        }
        if length <= 8 {
            let eight = UInt64(littleEndian: start.loadUnaligned(as: UInt64.self))
            value = length == 0 ? 0 : eight & (~0 >> UInt64(64 - 8 * length))
        } else {
            value = TextKey.hash(start, length)
        }
    }

    func mark(_ tag: UInt32) -> UInt32 { UInt32(truncatingIfNeeded: length) | tag << 30 }

    private static func hash(_ start: UnsafeRawPointer, _ length: Int) -> UInt64 {
        let seeds = Seeds.ofProcess
        var state = seeds.second ^ UInt64(truncatingIfNeeded: length)
        var place = 0
        while place + 8 < length {
            state = folded(
                state ^ start.loadUnaligned(fromByteOffset: place, as: UInt64.self), seeds.first)
            place += 8
        }
        let last = start.loadUnaligned(fromByteOffset: length - 8, as: UInt64.self)
        return folded(state ^ last, seeds.second)
    }
}

/// New in each process, so that no file can be made whose texts all lie in one place.
struct Seeds {
    let first: UInt64
    let second: UInt64

    static let ofProcess = Seeds(
        first: UInt64.random(in: .min ... .max) | 1, second: UInt64.random(in: .min ... .max))

    /// Returns a place in the table for a key.
    @inline(__always)
    func spread(_ key: UInt64, _ length: UInt32) -> UInt64 {
        folded(key ^ first, second ^ UInt64(length))
    }
}

/// Returns the two halves of a product, one upon the other.
@inline(__always)
func folded(_ left: UInt64, _ right: UInt64) -> UInt64 {
    let product = left.multipliedFullWidth(by: right)
    return product.high ^ product.low
}
