-- A print by the printed part of its hash, with the newest revision of its layout.
SELECT print_seal.hash, print_seal.created, print_seal.seal, layout.head
FROM print_seal
JOIN layout ON layout.id = print_seal.layout
WHERE print_seal.short = :short
