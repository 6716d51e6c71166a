"""What an organisation's own people read and write of it: below the address of its partnership, which is open then."""
