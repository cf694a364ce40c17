-- Accounts: how someone proves to be themselves. No area reads these tables; their shape is the account library's.
-- Listed exception to row-level security: only the accounts role sees the schema at all.

create table auth."user" (
  id uuid primary key,
  name text not null,
  email text not null unique,
  "emailVerified" boolean not null default false,
  image text,
  -- The address typed at sign-up while no mail could confirm it; several accounts may claim the same one.
  claimed text,
  "firstSignedInAt" timestamptz,
  "createdAt" timestamptz not null default now(),
  "updatedAt" timestamptz not null default now()
);
create index on auth."user" (claimed);
create table auth.session (
  id uuid primary key,
  token text not null unique,
  "userId" uuid not null references auth."user" on delete cascade,
  "expiresAt" timestamptz not null,
  "ipAddress" text,
  "userAgent" text,
  "createdAt" timestamptz not null default now(),
  "updatedAt" timestamptz not null default now()
);
create index on auth.session ("userId");
create table auth.account (
  id uuid primary key,
  "accountId" text not null,
  "providerId" text not null,
  "userId" uuid not null references auth."user" on delete cascade,
  "accessToken" text,
  "refreshToken" text,
  "idToken" text,
  "accessTokenExpiresAt" timestamptz,
  "refreshTokenExpiresAt" timestamptz,
  scope text,
  password text,
  "createdAt" timestamptz not null default now(),
  "updatedAt" timestamptz not null default now()
);
create index on auth.account ("userId");
create table auth.verification (
  id uuid primary key,
  identifier text not null,
  value text not null,
  "expiresAt" timestamptz not null,
  "createdAt" timestamptz not null default now(),
  "updatedAt" timestamptz not null default now()
);
create index on auth.verification (identifier);
create table auth.passkey (
  id uuid primary key,
  name text,
  "publicKey" text not null,
  "userId" uuid not null references auth."user" on delete cascade,
  "credentialID" text not null unique,
  counter integer not null,
  "deviceType" text not null,
  "backedUp" boolean not null,
  transports text,
  aaguid text,
  "createdAt" timestamptz default now()
);
create index on auth.passkey ("userId");

call ops.classify('auth."user"', '{"personal": "name email emailVerified image claimed firstSignedInAt", "technical": "createdAt updatedAt", "personal, of the person": "id"}');
call ops.classify('auth.session', '{"personal": "ipAddress userAgent", "technical": "id token userId expiresAt createdAt updatedAt"}');
call ops.classify('auth.account', '{"technical": "id accountId providerId userId accessToken refreshToken idToken accessTokenExpiresAt refreshTokenExpiresAt scope password createdAt updatedAt"}');
call ops.classify('auth.verification', '{"technical": "id identifier value expiresAt createdAt updatedAt"}');
call ops.classify('auth.passkey', '{"personal": "name", "technical": "id publicKey userId credentialID counter deviceType backedUp transports aaguid createdAt"}');
grant select, insert, update, delete on all tables in schema auth to :accounts;
